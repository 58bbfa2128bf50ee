package dev.towpath.standalone.demo;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.command.ApproveStage;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.SubmitRollout;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.BackfillProgress;
import dev.towpath.contracts.spec.RolloutSpec;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Plays the people around a rollout: the author submits it, the team upgrades its services when it may, a second person
 * looks at the rows and approves. Ends with the rollout; throws {@link DemoFailed} if that is not its completion.
 */
final class RolloutShow implements AutoCloseable {
    static final String AUTHOR = "author@example.org";
    private static final String APPROVER = "dba@example.org";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RolloutId id;
    private final Conversation conversation;
    private final UsersTable table;
    private final Upgrade upgrade;
    private final Screen screen;
    private final StageLines stages;
    private final Timeline timeline = new Timeline();
    private long rowsThatDiffer = -1;
    private boolean completed;

    RolloutShow(RolloutId id, Conversation conversation, UsersTable table, Upgrade upgrade, Screen screen) {
        this.id = id;
        this.conversation = conversation;
        this.table = table;
        this.upgrade = upgrade;
        this.screen = screen;
        this.stages = StageLines.on(screen);
    }

    void play(RolloutSpec rollout) throws UnreadableMessage, SQLException {
        conversation.send(new SubmitRollout(AUTHOR, "demo", rollout, false));
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!completed) {
            for (Message message : conversation.hear()) {
                answer(message);
            }
            upgrade.look();
            if (Instant.now().isAfter(deadline)) {
                throw new DemoFailed("the rollout is not completed after " + PATIENCE.toMinutes() + " minutes");
            }
        }
    }

    Timeline timeline() {
        return timeline;
    }

    /** As counted when both columns were there for the last time; -1 if the rollout never came so far. */
    long rowsThatDiffer() {
        return rowsThatDiffer;
    }

    @Override
    public void close() {
        stages.close();
    }

    private void answer(Message message) throws SQLException {
        if (message instanceof CommandReply reply && reply.result() == CommandReply.Result.REJECTED) {
            throw new DemoFailed("a command was rejected: " + reply.rule() + ": " + reply.detail());
        } else if (message instanceof BackfillProgress progress) {
            stages.backfilled(progress.rowsDone(), progress.rowsEstimated(), progress.rowsPerSecond());
        } else if (message instanceof Recorded<?> recorded
                && timeline.add(recorded)
                && recorded.data() instanceof RolloutEvent event) {
            follow(event);
        }
    }

    private void follow(RolloutEvent event) throws SQLException {
        switch (event) {
            case RolloutEvent.RolloutSubmitted submitted -> screen.line("  submitted   %s by %s", id, AUTHOR);
            case RolloutEvent.PlanFrozen frozen ->
                screen.line(
                        "  planned     %d steps, plan %.12s",
                        frozen.plan().stages().stream()
                                .mapToInt(stage -> stage.steps().size())
                                .sum(),
                        frozen.plan().hash());
            case RolloutEvent.StageEntered entered -> stages.entered(entered.stage(), timeline.steps(entered.stage()));
            case RolloutEvent.StepCompleted done -> stages.stepDone();
            case RolloutEvent.StageCompleted done ->
                stages.completed(
                        done.stage(),
                        timeline.took(done.stage()),
                        done.stage() == dev.towpath.contracts.Stage.BACKFILL ? timeline.rows() : 0);
            case RolloutEvent.PhaseChanged phase -> enter(phase.phase());
            case RolloutEvent.PhaseAcknowledged phase ->
                screen.line(
                        "  acknowledged %s by %d instances",
                        phase.phase().wireName(), phase.evidence().size());
            case RolloutEvent.ServicesAwaited awaited ->
                screen.line(
                        "  waiting     %s%s",
                        awaited.missing().getFirst(),
                        awaited.missing().size() == 1
                                ? ""
                                : " (and " + (awaited.missing().size() - 1) + " more)");
            case RolloutEvent.GateReached gate when gate.approvalsRequired() > 0 -> approve(gate.gate());
            case RolloutEvent.StepBlockedByLock blocked
            when !blocked.blocker().isEmpty() ->
                screen.line("  waiting     step %s behind %s", blocked.stepId(), blocked.blocker());
            case RolloutEvent.RolloutCompleted done -> completed = true;
            default -> failIfBad(event);
        }
    }

    private static void failIfBad(RolloutEvent event) {
        if (event instanceof RolloutEvent.PlanningFailed
                || event instanceof RolloutEvent.StepFailed
                || event instanceof RolloutEvent.StepInDoubt) {
            throw new DemoFailed("the rollout stopped: " + event);
        }
    }

    private void enter(Phase phase) {
        screen.line("  phase       %s", phase.wireName());
        if (phase == Phase.DUAL_WRITE) {
            upgrade.begin();
        }
    }

    private void approve(GatePoint gate) throws SQLException {
        if (gate == GatePoint.CONTRACT) {
            rowsThatDiffer = table.rowsThatDiffer();
            screen.line("  compared    %d rows differ between the two columns", rowsThatDiffer);
        }
        conversation.send(new ApproveStage(APPROVER, "the demo's second person agrees", id, gate));
        screen.line("  approved    %s by %s", gate.wireName(), APPROVER);
    }
}
