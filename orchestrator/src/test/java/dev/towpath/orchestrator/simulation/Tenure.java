package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.TuneWork;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.simulation.Machine.Life;
import dev.towpath.orchestrator.simulation.SimulatedTarget.Attempt;
import dev.towpath.orchestrator.simulation.SimulatedTarget.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What runs while an agent owns the target: what the ledger has open is taken up first, withdrawals before all else, and
 * only then is Kafka read. Commands come in one after the other; pause, resume and withdrawal take effect at once.
 */
final class Tenure {
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final World world;
    private final SimulatedTarget target;
    private final TargetSession session;
    private final OutcomePublishing publishing;
    private final Lanes lanes;
    private final Set<RolloutId> paused = new HashSet<>();
    private final Set<Attempt> withdrawn = new HashSet<>();
    private final Nap nap;

    Tenure(World world, Life life, long epoch) {
        this.world = world;
        this.target = world.target();
        this.session = new TargetSession(world, life, epoch);
        this.publishing = new OutcomePublishing(world, life, session);
        this.nap = new Nap(world.scheduler(), life, "polls commands", this::read);
        this.lanes = new Lanes(new Work(world, session, publishing, paused, withdrawn));
    }

    long epoch() {
        return session.epoch();
    }

    boolean isOver() {
        return session.isOver();
    }

    void end() {
        session.end();
    }

    void begin() {
        paused.addAll(target.paused());
        withdrawn.addAll(target.withdrawn());
        List<Entry> open = target.open();
        List<Entry> inOrder =
                new ArrayList<>(open.stream().filter(Tenure::isWithdrawal).toList());
        inOrder.addAll(open.stream().filter(entry -> !isWithdrawal(entry)).toList());
        dispatch(inOrder, () -> {
            publishing.start();
            world.kafka().onRecord(nap::wake);
            read();
        });
    }

    private static boolean isWithdrawal(Entry entry) {
        return entry.message().data() instanceof WithdrawStep;
    }

    private void read() {
        if (isOver()) {
            return;
        }
        long offset = target.consumed();
        world.kafka()
                .at(World.COMMANDS_TO_AGENT, offset)
                .ifPresentOrElse(
                        record -> session.pass(Boundary.COMMAND_IN_HAND, () -> receive(record, offset)),
                        () -> nap.rest(IDLE));
    }

    private void receive(OutboxMessage record, long offset) {
        Envelope<AgentCommand> command = decoded(record);
        AtomicBoolean tried = new AtomicBoolean();
        if (world.has(Bug.COMMAND_POSITION_FIRST)) {
            session.write("ledger: takes the position", () -> consumed(offset), first -> {
                session.write("ledger: takes a command in", () -> taken(command, tried), this::received);
            });
        } else {
            session.write(
                    "ledger: takes a command in",
                    () -> {
                        consumed(offset);
                        return taken(command, tried);
                    },
                    this::received);
        }
    }

    private List<Entry> taken(Envelope<AgentCommand> command, AtomicBoolean tried) {
        return target.receive(command, tried.getAndSet(true) && !world.has(Bug.LOST_ANSWER_TAKEN_FOR_SEEN));
    }

    private long consumed(long offset) {
        target.consumed(offset + 1);
        return offset;
    }

    private void received(List<Entry> due) {
        session.pass(Boundary.COMMAND_RECEIVED, () -> dispatch(due, this::read));
    }

    private Envelope<AgentCommand> decoded(OutboxMessage record) {
        try {
            Envelope<?> message = world.codec().decode(StoreLaws.headers(record), record.value());
            return message.carrying((AgentCommand) message.data());
        } catch (UnreadableMessage e) {
            throw new Violation("the agent can't read what the orchestrator wrote", e);
        }
    }

    /** One after the other, each only when the one before is in the ledger. */
    private void dispatch(List<Entry> entries, Runnable then) {
        if (entries.isEmpty()) {
            then.run();
            return;
        }
        Entry entry = entries.getFirst();
        Runnable next = () -> dispatch(entries.subList(1, entries.size()), then);
        switch (entry.message().data()) {
            case PauseWork(var rollout) -> {
                paused.add(rollout);
                journal(entry, "pauses", () -> target.paused().add(rollout), next);
            }
            case ResumeWork(var rollout) ->
                journal(entry, "resumes", () -> target.paused().remove(rollout), () -> {
                    paused.remove(rollout);
                    next.run();
                });
            case TuneWork tune -> journal(entry, "tunes", () -> {}, next);
            case WithdrawStep(var rollout, var step, var number) -> {
                Attempt attempt = new Attempt(rollout, step, number);
                withdrawn.add(attempt);
                lanes.withdraw(attempt);
                journal(entry, "withdraws", () -> target.withdrawn().add(attempt), next);
            }
            case ExecuteStep step -> {
                Attempt attempt = new Attempt(step.rolloutId(), step.stepId(), step.attempt());
                lanes.give(step.rolloutId() + (withdrawn.contains(attempt) ? "/withdrawn" : ""), entry);
                next.run();
            }
            case PlanRollout plan -> {
                lanes.give(plan.rolloutId().toString(), entry);
                next.run();
            }
            case CloseRollout(var rollout) -> {
                lanes.give(rollout.toString(), entry);
                next.run();
            }
            case RecordAnchor anchor -> throw new Violation("nobody anchors the log");
            case PreviewPlan preview -> throw new Violation("nobody asks for a preview");
        }
    }

    private void journal(Entry entry, String what, Runnable change, Runnable then) {
        session.write(
                "ledger: " + what,
                () -> {
                    if (target.finish(entry)) {
                        change.run();
                    }
                    return entry;
                },
                done -> then.run());
    }
}
