package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.command.AbortRollout;
import dev.towpath.contracts.command.AddNote;
import dev.towpath.contracts.command.ApproveStage;
import dev.towpath.contracts.command.PauseDatabase;
import dev.towpath.contracts.command.PauseRollout;
import dev.towpath.contracts.command.RegisterDatabase;
import dev.towpath.contracts.command.RejectStage;
import dev.towpath.contracts.command.ResolveDoubt;
import dev.towpath.contracts.command.ResumeDatabase;
import dev.towpath.contracts.command.ResumeRollout;
import dev.towpath.contracts.command.RetryStep;
import dev.towpath.contracts.command.RollBackRollout;
import dev.towpath.contracts.command.SkipGate;
import dev.towpath.contracts.command.SubmitRollout;
import dev.towpath.contracts.command.TuneBackfill;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.command.WithdrawApproval;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.simulation.Machine.Life;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Several people who send commands, and send them again under the same identity until they have a reply. */
final class Users {
    private static final List<String> PEOPLE =
            List.of("author@example.org", "dba@example.org", "second@example.org", "third@example.org");
    private static final String WHY = "because";

    private final World world;
    private final Life life = new Machine("users").life();
    private final List<MessageId> sent = new ArrayList<>();
    private final Set<MessageId> answered = new HashSet<>();
    private final Set<MessageId> posted = new HashSet<>();

    Users(World world) {
        this.world = world;
    }

    void register() {
        command(new RegisterDatabase("dba@example.org", "", World.SHOP, Engine.POSTGRESQL), 1, false);
    }

    void plan(Act act) {
        world.scheduler()
                .after(
                        Duration.ofMillis(act.at()),
                        life,
                        "does " + act.kind(),
                        () -> command(toCommand(act), act.copies(), act.rest()));
    }

    /** {@code copies} times by Kafka; or once by REST, and by Kafka if that was not answered. */
    void command(UserCommand command, int copies, boolean rest) {
        MessageId id = new MessageId("/users", "c-" + (sent.size() + 1));
        sent.add(id);
        Envelope<UserCommand> message = new Envelope<>(id, world.scheduler().now(), "", 0, 0, "", command);
        if (rest) {
            world.orchestrator().ifPresent(someone -> someone.accept(message));
            world.scheduler().after(Duration.ofSeconds(4), life, "looks for the reply", () -> {
                if (isAnswered(id)) {
                    answered.add(id);
                } else {
                    post(message);
                }
            });
        } else {
            for (int i = 0; i < copies; i++) {
                post(message);
            }
        }
    }

    private void post(Envelope<UserCommand> message) {
        posted.add(message.id());
        world.scheduler().soon(life, "posts a command", () -> world.kafka()
                .append(OutboxMessage.of(Topics.COMMANDS, message.id().id(), message, world.codec())));
    }

    private boolean isAnswered(MessageId id) {
        return world.store().receipt(id).isPresent();
    }

    /**
     * Every command on the topic is in the log, and has its reply; all replies to one are the same, unless it was judged
     * again by a store that was put back. What was said by REST may be forgotten by such a store.
     */
    void holdAtTheEnd() {
        for (MessageId id : sent) {
            if (posted.contains(id) && !isAnswered(id)) {
                throw new Violation("command " + id + " lies on the topic, and the log does not know it");
            }
            List<String> replies = repliesTo(id, 0);
            if (replies.isEmpty() && !(answered.contains(id) && world.restores().any())) {
                throw new Violation("nobody replied to command " + id);
            }
            if (repliesTo(id, world.restores().saidBefore(Topics.COMMAND_REPLIES))
                            .size()
                    > 1) {
                throw new Violation("command " + id + " got two different replies");
            }
        }
    }

    private List<String> repliesTo(MessageId id, int from) {
        String reply = "reply/" + id.source() + "#" + id.id();
        return world.kafka().topic(Topics.COMMAND_REPLIES).stream()
                .skip(from)
                .filter(message -> reply.equals(StoreLaws.headers(message).get("ce_id")))
                .map(message -> new String(message.value(), StandardCharsets.UTF_8))
                .distinct()
                .toList();
    }

    private UserCommand toCommand(Act act) {
        String by = PEOPLE.get(act.who());
        RolloutId id = world.latest(act.cargo());
        GatePoint gate = gate(id);
        return switch (act.kind()) {
            case SUBMIT ->
                new SubmitRollout(by, "", world.cargoes().get(act.cargo()).spec(act.cargo()), false);
            case APPROVE -> new ApproveStage(by, WHY, id, gate);
            case REJECT -> new RejectStage(by, WHY, id, gate);
            case WITHDRAW -> new WithdrawApproval(by, WHY, id, gate);
            case SKIP -> new SkipGate(by, WHY, id, gate);
            case PAUSE -> new PauseRollout(by, WHY, id);
            case RESUME -> new ResumeRollout(by, WHY, id);
            case RETRY -> new RetryStep(by, WHY, id);
            case RESOLVE -> new ResolveDoubt(by, WHY, id, false);
            case NOTE -> new AddNote(by, WHY, id, "seen");
            case TUNE -> new TuneBackfill(by, WHY, id, Optional.of(Duration.ofMillis(100)), Optional.empty());
            case ROLL_BACK -> new RollBackRollout(by, WHY, id);
            case ABORT -> new AbortRollout(by, WHY, id, false);
            case PAUSE_DATABASE -> new PauseDatabase(by, WHY, World.SHOP);
            case RESUME_DATABASE -> new ResumeDatabase(by, WHY, World.SHOP);
        };
    }

    private GatePoint gate(RolloutId id) {
        return world.state(id) instanceof InMotion moving && moving.at() instanceof AtGate(var gate)
                ? gate.point()
                : GatePoint.CUTOVER;
    }
}
