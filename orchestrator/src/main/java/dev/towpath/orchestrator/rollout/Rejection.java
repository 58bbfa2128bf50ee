package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Freeze;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.orchestrator.rollout.stage.Frozen;
import dev.towpath.orchestrator.rollout.state.Hold;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule that a command breaks. {@link #rule} is a name on the wire, stable for scripts; {@link #detail} is for people
 * and says what to do.
 */
public sealed interface Rejection {
    record UnknownRollout() implements Rejection {}

    /** {@code until}: the end of the freeze that was asked for. */
    record FreezeIsOver(Instant until) implements Rejection {}

    record UnknownFreeze(DatabaseId database, int number) implements Rejection {}

    /** {@code freezes}: any of which may be meant. */
    record FreezeNotNamed(DatabaseId database, List<Freeze> freezes) implements Rejection {
        public FreezeNotNamed {
            freezes = List.copyOf(freezes);
        }
    }

    record UnknownDatabase(DatabaseId database) implements Rejection {}

    record DatabaseAlreadyRegistered(DatabaseId database, Engine engine) implements Rejection {}

    record RolloutAlreadyOpen(RolloutId open) implements Rejection {}

    record RevisionCompleted(RolloutId completed) implements Rejection {}

    /** The revision can't have the place in the graph that it asks for. */
    record Unplaced(GraphRejection why) implements Rejection {}

    record RolloutIsFinal(RolloutId id, StateName state) implements Rejection {}

    record RolloutIsPaused(RolloutId id) implements Rejection {}

    /** {@code hold}: who paused it. */
    record DatabaseIsPaused(DatabaseId database, Hold hold) implements Rejection {}

    record NothingToRetry(RolloutId id, StateName state) implements Rejection {}

    record NothingInDoubt(RolloutId id, StateName state) implements Rejection {}

    /** {@code step}: one that compares rows, which nobody but the database can tell. */
    record VerificationNotDecidable(StepId step) implements Rejection {}

    record NothingToTune(RolloutId id) implements Rejection {}

    record ApprovalByAuthor(String author) implements Rejection {}

    record StageNotReached(GatePoint gate) implements Rejection {}

    record StageAlreadyEntered(GatePoint gate) implements Rejection {}

    /** {@code gate}: one behind which services are told nothing that could be taken back by itself. */
    record GateNotReopenable(GatePoint gate) implements Rejection {}

    record CutoverIncomplete(RolloutId id) implements Rejection {}

    record ContractBegun(RolloutId id) implements Rejection {}

    record SkipByAuthor(String author) implements Rejection {}

    /** {@code gate}: it waits for nothing that could be passed over. */
    record NothingToSkip(GatePoint gate) implements Rejection {}

    /** {@code actor}: whose rejection of the gate stands. */
    record RejectionStands(GatePoint gate, String actor) implements Rejection {}

    record RolloutIsRollingBack(RolloutId id) implements Rejection {}

    record RolloutIsAborting(RolloutId id) implements Rejection {}

    /**
     * {@code objects}: what would stay, each by kind and name. {@code running}: the step that is with the agent, and may
     * leave more; at most one.
     */
    record WouldBeLeftBehind(RolloutId id, List<String> objects, List<StepId> running) implements Rejection {
        public WouldBeLeftBehind {
            objects = List.copyOf(objects);
            running = List.copyOf(running);
        }
    }

    /** {@code step}: the one whose effect can't be taken back completely, and which was sent. */
    record PastPointOfNoReturn(RolloutId id, StepId step) implements Rejection {}

    /** {@code step}: one that may have acted, of a plan that was made before plans held undo steps. */
    record PlanWithoutWayBack(RolloutId id, StepId step) implements Rejection {}

    /** An outcome that no command of this rollout can have caused: a matter for the dead letters. */
    record OutcomeUnexpected(String detail) implements Rejection {}

    /** {@code what}: the command, key or value, as its sender spelled it. */
    record NotSupportedYet(String what) implements Rejection {}

    /** The rule's name on the wire. */
    default String rule() {
        return switch (this) {
            case UnknownRollout r -> "UnknownRollout";
            case FreezeIsOver r -> "FreezeIsOver";
            case UnknownFreeze r -> "UnknownFreeze";
            case FreezeNotNamed r -> "FreezeNotNamed";
            case UnknownDatabase r -> "UnknownDatabase";
            case DatabaseAlreadyRegistered r -> "DatabaseAlreadyRegistered";
            case RolloutAlreadyOpen r -> "RolloutAlreadyOpen";
            case RevisionCompleted r -> "RevisionCompleted";
            case Unplaced r -> r.why().rule();
            case RolloutIsFinal r -> "RolloutIsFinal";
            case RolloutIsPaused r -> "RolloutIsPaused";
            case DatabaseIsPaused r -> "DatabaseIsPaused";
            case NothingToRetry r -> "NothingToRetry";
            case NothingInDoubt r -> "NothingInDoubt";
            case VerificationNotDecidable r -> "VerificationNotDecidable";
            case NothingToTune r -> "NothingToTune";
            case ApprovalByAuthor r -> "ApprovalByAuthor";
            case StageNotReached r -> "StageNotReached";
            case StageAlreadyEntered r -> "StageAlreadyEntered";
            case GateNotReopenable r -> "GateNotReopenable";
            case CutoverIncomplete r -> "CutoverIncomplete";
            case ContractBegun r -> "ContractBegun";
            case SkipByAuthor r -> "SkipByAuthor";
            case NothingToSkip r -> "NothingToSkip";
            case RejectionStands r -> "RejectionStands";
            case RolloutIsRollingBack r -> "RolloutIsRollingBack";
            case RolloutIsAborting r -> "RolloutIsAborting";
            case WouldBeLeftBehind r -> "WouldBeLeftBehind";
            case PastPointOfNoReturn r -> "PastPointOfNoReturn";
            case PlanWithoutWayBack r -> "PlanWithoutWayBack";
            case OutcomeUnexpected r -> "OutcomeUnexpected";
            case NotSupportedYet r -> "NotSupportedYet";
        };
    }

    /** One or two sentences for people. */
    default String detail() {
        return switch (this) {
            case UnknownRollout r -> "No rollout has this id.";
            case FreezeIsOver r -> "A freeze until " + r.until() + " would be over already; give a later end.";
            case UnknownFreeze r ->
                "Database " + r.database() + " never had a freeze " + r.number()
                        + "; GET /api/databases lists those that it has.";
            case FreezeNotNamed r ->
                "Database " + r.database() + " has several freezes. "
                        + r.freezes().stream().map(Frozen::sentence).collect(Collectors.joining("; "))
                        + ". Name the one that is meant by its number.";
            case UnknownDatabase r -> "Database " + r.database() + " is not registered; register it first.";
            case DatabaseAlreadyRegistered r ->
                "Database " + r.database() + " is registered with engine " + wire(r.engine()) + ".";
            case RolloutAlreadyOpen r -> "Rollout " + r.open() + " of this revision is still open.";
            case RevisionCompleted r -> "Rollout " + r.completed() + " has completed this revision.";
            case Unplaced r -> r.why().detail();
            case RolloutIsFinal r ->
                "Rollout " + r.id() + " has ended (" + r.state().wireName() + "); nothing can change it.";
            case RolloutIsPaused r -> "Rollout " + r.id() + " is paused; resume it first.";
            case DatabaseIsPaused r -> Pausing.sentence(r.database(), r.hold()) + " Resume the database first.";
            case NothingToRetry r ->
                "Rollout " + r.id() + " is " + r.state().wireName() + "; only a failed step can be tried again.";
            case NothingInDoubt r ->
                "Rollout " + r.id() + " is " + r.state().wireName() + "; only a step in doubt is decided.";
            case VerificationNotDecidable r ->
                "Step " + r.step() + " compares rows, and what it would find is nobody's to decide; retry it.";
            case NothingToTune r -> "No backfill lies ahead of rollout " + r.id() + ".";
            case ApprovalByAuthor r -> r.author() + " submitted this rollout; somebody else must approve.";
            case StageNotReached r ->
                "The rollout has not reached gate " + r.gate().wireName() + "; ask again when it waits there.";
            case StageAlreadyEntered r -> "Gate " + r.gate().wireName() + " has been passed.";
            case GateNotReopenable r ->
                "Gate " + r.gate().wireName()
                        + " can't be reopened, only gate cutover can; to go further back, roll back.";
            case CutoverIncomplete r ->
                "Cutover of rollout " + r.id() + " is not complete, and services still work by dual_write; pause it, or"
                        + " roll it back.";
            case ContractBegun r ->
                "The contract of rollout " + r.id() + " has begun, so cutover can't be reopened; roll back instead.";
            case SkipByAuthor r -> r.author() + " submitted this rollout; somebody else must skip its gates.";
            case NothingToSkip r ->
                "Gate " + r.gate().wireName() + " waits for nothing that people or time could still meet; what services"
                        + " need is never skipped.";
            case RejectionStands r ->
                r.actor() + " rejects gate " + r.gate().wireName()
                        + "; only they can withdraw that, before anything else.";
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
            case NotSupportedYet r -> r.what() + " is known but not supported yet.";
        };
    }

    private static String wire(Engine engine) {
        return engine.name().toLowerCase(java.util.Locale.ROOT);
    }
}
