package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.LedgerReading;
import dev.towpath.contracts.outcome.LedgerReported;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.simulation.Machine.Life;
import dev.towpath.orchestrator.simulation.SimulatedInbox.Arrival;
import dev.towpath.orchestrator.simulation.SimulatedInbox.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final Dispatching dispatching;
    private final Nap nap;

    Tenure(World world, Life life, long epoch) {
        this.world = world;
        this.target = world.target();
        this.session = new TargetSession(world, life, epoch);
        this.publishing = new OutcomePublishing(world, life, session);
        this.dispatching = new Dispatching(world, session, publishing);
        this.nap = new Nap(world.scheduler(), life, "polls commands", this::read);
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
        String id = "ledger/" + epoch() + "/" + world.scheduler().steps();
        session.write(
                "ledger: introduces the owner",
                () -> {
                    publishing.add(id, announcement(Optional.of(target.reading())));
                    return id;
                },
                introduced -> takeUp());
    }

    /** Says that the agent lives. */
    void announce() {
        publishing.announce("announced/" + world.scheduler().steps(), announcement(Optional.empty()));
    }

    private AgentAnnounced announcement(Optional<LedgerReading> reading) {
        return new AgentAnnounced(World.SHOP, "agent", "1", epoch(), "18", "7", false, List.of(), reading, true);
    }

    private void takeUp() {
        dispatching.recall();
        List<Entry> open = target.open();
        List<Entry> inOrder =
                new ArrayList<>(open.stream().filter(Tenure::isWithdrawal).toList());
        inOrder.addAll(open.stream().filter(entry -> !isWithdrawal(entry)).toList());
        dispatching.dispatch(inOrder, () -> {
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
        Arrival arrival = target.receive(command, tried.getAndSet(true) && !world.has(Bug.LOST_ANSWER_TAKEN_FOR_SEEN));
        if (arrival.begun() > 0) {
            RolloutId rollout = RolloutId.parse(command.subject());
            LedgerReported.Account account = target.account(rollout, arrival.receivedBefore());
            publishing.add(
                    "history/" + rollout + "/" + arrival.begun(),
                    new LedgerReported(World.SHOP, List.of(account), true));
        }
        return arrival.due();
    }

    private long consumed(long offset) {
        target.consumed(offset + 1);
        return offset;
    }

    private void received(List<Entry> due) {
        session.pass(Boundary.COMMAND_RECEIVED, () -> dispatching.dispatch(due, this::read));
    }

    private Envelope<AgentCommand> decoded(OutboxMessage record) {
        try {
            Envelope<?> message = world.codec().decode(StoreLaws.headers(record), record.value());
            return message.carrying((AgentCommand) message.data());
        } catch (UnreadableMessage e) {
            throw new Violation("the agent can't read what the orchestrator wrote", e);
        }
    }
}
