package dev.towpath.standalone.demo;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.codec.RolloutFiles;
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
 * Plays the people around a rollout: the author submits it, the clients start to use the new name when they may, a second
 * person looks at the rows and approves. Ends with the rollout; throws {@link DemoFailed} if that is not its completion.
 */
final class RolloutShow {
    private static final String AUTHOR = "author@example.org";
    private static final String APPROVER = "dba@example.org";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Conversation conversation;
    private final Traffic traffic;
    private final UsersTable table;
    private final Screen screen;
    private final Timeline timeline = new Timeline();
    private long rowsThatDiffer = -1;
    private boolean completed;

    RolloutShow(Conversation conversation, Traffic traffic, UsersTable table, Screen screen) {
        this.conversation = conversation;
        this.traffic = traffic;
        this.table = table;
        this.screen = screen;
    }

    void play() throws UnreadableMessage, SQLException {
        RolloutSpec rollout = new RolloutFiles().read(Script.bytes("rollout.yaml"), RolloutFiles.Format.YAML);
        RolloutId id = new RolloutId(rollout.database(), rollout.revision(), 1);
        conversation.send(new SubmitRollout(AUTHOR, "demo", rollout));
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!completed) {
            for (Message message : conversation.hear()) {
                answer(id, message);
            }
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

    private void answer(RolloutId id, Message message) throws SQLException {
        switch (message) {
            case CommandReply reply
            when reply.result() == CommandReply.Result.REJECTED ->
                throw new DemoFailed("a command was rejected: " + reply.rule() + ": " + reply.detail());
            case BackfillProgress progress ->
                screen.passing(
                        "  backfill    %,d of %,d rows, %,.0f rows/s",
                        progress.rowsDone(), progress.rowsEstimated(), progress.rowsPerSecond());
            case Recorded<?> recorded -> {
                if (timeline.add(recorded) && recorded.data() instanceof RolloutEvent event) {
                    follow(id, event);
                }
            }
            default -> {}
        }
    }

    private void follow(RolloutId id, RolloutEvent event) throws SQLException {
        switch (event) {
            case RolloutEvent.RolloutSubmitted submitted -> screen.line("  submitted   %s by %s", id, AUTHOR);
            case RolloutEvent.PlanFrozen frozen ->
                screen.line(
                        "  planned     %d steps, plan %.12s",
                        frozen.plan().stages().stream()
                                .mapToInt(stage -> stage.steps().size())
                                .sum(),
                        frozen.plan().hash());
            case RolloutEvent.StageCompleted done ->
                screen.line(
                        "  %-11s done in %s", done.stage().wireName(), Figures.seconds(timeline.took(done.stage())));
            case RolloutEvent.PhaseChanged phase -> enter(phase.phase());
            case RolloutEvent.GateReached gate when gate.approvalsRequired() > 0 -> approve(id, gate.gate());
            case RolloutEvent.StepBlockedByLock blocked
            when !blocked.blocker().isEmpty() ->
                screen.line("  waiting     step %s behind %s", blocked.stepId(), blocked.blocker());
            case RolloutEvent.PlanningFailed failed -> throw new DemoFailed("planning failed: " + failed.failure());
            case RolloutEvent.StepFailed failed ->
                throw new DemoFailed("step " + failed.stepId() + " failed: " + failed.failure());
            case RolloutEvent.StepInDoubt doubt ->
                throw new DemoFailed("step " + doubt.stepId() + " is in doubt: " + doubt.failure());
            case RolloutEvent.RolloutCompleted done -> completed = true;
            default -> {}
        }
    }

    private void enter(Phase phase) throws SQLException {
        if (phase == Phase.DUAL_WRITE) {
            traffic.startNew();
            screen.line("  traffic     two more clients, which write %s", UsersTable.NEW_COLUMN);
        }
    }

    private void approve(RolloutId id, GatePoint gate) throws SQLException {
        if (gate == GatePoint.CONTRACT) {
            traffic.leaveOldColumn();
            rowsThatDiffer = table.rowsThatDiffer();
            screen.line(
                    "  traffic     nobody writes %s any more; %d rows differ", UsersTable.OLD_COLUMN, rowsThatDiffer);
        }
        conversation.send(new ApproveStage(APPROVER, "the demo's second person agrees", id, gate));
        screen.line("  approved    %s by %s", gate.wireName(), APPROVER);
    }
}
