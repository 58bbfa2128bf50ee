package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.orchestrator.rollout.state.Lost;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was asked of a rollout does not fit what it is at. */
public sealed interface RolloutRejection extends Rejection {
    record UnknownRollout() implements RolloutRejection {}

    record RolloutAlreadyOpen(RolloutId open) implements RolloutRejection {}

    record RevisionCompleted(RolloutId completed) implements RolloutRejection {}

    record RolloutIsFinal(RolloutId id, StateName state) implements RolloutRejection {}

    record RolloutIsPaused(RolloutId id) implements RolloutRejection {}

    record NothingToRetry(RolloutId id, StateName state) implements RolloutRejection {}

    record NothingInDoubt(RolloutId id, StateName state) implements RolloutRejection {}

    /** {@code step}: one that compares rows, which nobody but the database can tell. */
    record VerificationNotDecidable(StepId step) implements RolloutRejection {}

    /** {@code steps}: those that the target, which went back in time, has no receipt of. */
    record StepsAreLost(RolloutId id, List<StepId> steps) implements RolloutRejection {
        public StepsAreLost {
            steps = List.copyOf(steps);
        }
    }

    record NothingToTune(RolloutId id) implements RolloutRejection {}

    record RolloutIsRollingBack(RolloutId id) implements RolloutRejection {}

    record RolloutIsAborting(RolloutId id) implements RolloutRejection {}

    /**
     * {@code objects}: what would stay, each by kind and name. {@code running}: the step that is with the agent, and may
     * leave more; at most one.
     */
    record WouldBeLeftBehind(RolloutId id, List<String> objects, List<StepId> running) implements RolloutRejection {
        public WouldBeLeftBehind {
            objects = List.copyOf(objects);
            running = List.copyOf(running);
        }
    }

    /** {@code step}: the one whose effect can't be taken back completely, and which was sent. */
    record PastPointOfNoReturn(RolloutId id, StepId step) implements RolloutRejection {}

    /** {@code step}: one that may have acted, of a plan that was made before plans held undo steps. */
    record PlanWithoutWayBack(RolloutId id, StepId step) implements RolloutRejection {}

    /** An outcome that no command of this rollout can have caused: a matter for the dead letters. */
    record OutcomeUnexpected(String detail) implements RolloutRejection {}

    @Override
    default String rule() {
        return switch (this) {
            case UnknownRollout r -> "UnknownRollout";
            case RolloutAlreadyOpen r -> "RolloutAlreadyOpen";
            case RevisionCompleted r -> "RevisionCompleted";
            case RolloutIsFinal r -> "RolloutIsFinal";
            case RolloutIsPaused r -> "RolloutIsPaused";
            case NothingToRetry r -> "NothingToRetry";
            case NothingInDoubt r -> "NothingInDoubt";
            case VerificationNotDecidable r -> "VerificationNotDecidable";
            case StepsAreLost r -> "TargetWentBack";
            case NothingToTune r -> "NothingToTune";
            case RolloutIsRollingBack r -> "RolloutIsRollingBack";
            case RolloutIsAborting r -> "RolloutIsAborting";
            case WouldBeLeftBehind r -> "WouldBeLeftBehind";
            case PastPointOfNoReturn r -> "PastPointOfNoReturn";
            case PlanWithoutWayBack r -> "PlanWithoutWayBack";
            case OutcomeUnexpected r -> "OutcomeUnexpected";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case UnknownRollout r -> "No rollout has this id.";
            case RolloutAlreadyOpen r -> "Rollout " + r.open() + " of this revision is still open.";
            case RevisionCompleted r -> "Rollout " + r.completed() + " has completed this revision.";
            case RolloutIsFinal r ->
                "Rollout " + r.id() + " has ended (" + r.state().wireName() + "); nothing can change it.";
            case RolloutIsPaused r -> "Rollout " + r.id() + " is paused; resume it first.";
            case NothingToRetry r ->
                "Rollout " + r.id() + " is " + r.state().wireName() + "; only a failed step can be tried again.";
            case NothingInDoubt r ->
                "Rollout " + r.id() + " is " + r.state().wireName() + "; only a step in doubt is decided.";
            case VerificationNotDecidable r ->
                "Step " + r.step() + " compares rows, and what it would find is nobody's to decide; retry it.";
            case StepsAreLost r ->
                "The target went back in time: it has no receipt of " + Lost.names(r.steps()) + ", which rollout "
                        + r.id()
                        + " has done, and on which later steps rest, so that they can't be done anew one by one. Roll it"
                        + " back; or resolve the doubt with took_effect: true, if their effect is there all the same; or"
                        + " abort it with leave_in_place: true.";
            case NothingToTune r -> "No backfill lies ahead of rollout " + r.id() + ".";
            case RolloutIsRollingBack r -> "Rollout " + r.id() + " rolls back; no gate lies before it any more.";
            case RolloutIsAborting r -> "Rollout " + r.id() + " is being aborted; it ends when its step has ended.";
            case WouldBeLeftBehind r ->
                "Rollout " + r.id() + " would leave behind: "
                        + Stream.concat(
                                        r.objects().stream(),
                                        r.running().stream().map(step -> "what step " + step + " does now"))
                                .collect(Collectors.joining(", "))
                        + ". Roll it back instead; or abort it with leave_in_place: true.";
            case PastPointOfNoReturn r ->
                "Step " + r.step() + " of rollout " + r.id() + " was sent, and no undo is complete after it. Go forward"
                        + " instead, by a new revision: one that adds the old column again, filled from the new one, which"
                        + " holds its values and every later write; or one that drops what this one added. What only the"
                        + " old column held is in your backups.";
            case PlanWithoutWayBack r ->
                "The plan of rollout " + r.id() + " was made by a version that planned no undo steps, and step "
                        + r.step()
                        + " may have acted. Pause or finish the rollout, or take it back by hand: the plan shows each"
                        + " step's undo statements, to be run newest first.";
            case OutcomeUnexpected r -> r.detail();
        };
    }
}
