package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;
import dev.towpath.orchestrator.rollout.state.StateName;

/**
 * The rule that a command breaks. {@link #rule} is a name on the wire, stable for scripts; {@link #detail} is for people
 * and says what to do.
 */
public sealed interface Rejection {
    record UnknownRollout() implements Rejection {}

    record UnknownDatabase(DatabaseId database) implements Rejection {}

    record DatabaseAlreadyRegistered(DatabaseId database, Engine engine) implements Rejection {}

    record RolloutAlreadyOpen(RolloutId open) implements Rejection {}

    record RevisionCompleted(RolloutId completed) implements Rejection {}

    record RolloutIsFinal(RolloutId id, StateName state) implements Rejection {}

    record RolloutIsPaused(RolloutId id) implements Rejection {}

    record NothingToRetry(RolloutId id, StateName state) implements Rejection {}

    record ApprovalByAuthor(String author) implements Rejection {}

    record StageNotReached(GatePoint gate) implements Rejection {}

    record StageAlreadyEntered(GatePoint gate) implements Rejection {}

    /** An outcome that no command of this rollout can have caused: a matter for the dead letters. */
    record OutcomeUnexpected(String detail) implements Rejection {}

    /** {@code what}: the command, key or value, as its sender spelled it. */
    record NotSupportedYet(String what) implements Rejection {}

    /** The rule's name on the wire. */
    default String rule() {
        return switch (this) {
            case UnknownRollout r -> "UnknownRollout";
            case UnknownDatabase r -> "UnknownDatabase";
            case DatabaseAlreadyRegistered r -> "DatabaseAlreadyRegistered";
            case RolloutAlreadyOpen r -> "RolloutAlreadyOpen";
            case RevisionCompleted r -> "RevisionCompleted";
            case RolloutIsFinal r -> "RolloutIsFinal";
            case RolloutIsPaused r -> "RolloutIsPaused";
            case NothingToRetry r -> "NothingToRetry";
            case ApprovalByAuthor r -> "ApprovalByAuthor";
            case StageNotReached r -> "StageNotReached";
            case StageAlreadyEntered r -> "StageAlreadyEntered";
            case OutcomeUnexpected r -> "OutcomeUnexpected";
            case NotSupportedYet r -> "NotSupportedYet";
        };
    }

    /** One or two sentences for people. */
    default String detail() {
        return switch (this) {
            case UnknownRollout r -> "No rollout has this id.";
            case UnknownDatabase r -> "Database " + r.database() + " is not registered; register it first.";
            case DatabaseAlreadyRegistered r ->
                "Database " + r.database() + " is registered with engine " + wire(r.engine()) + ".";
            case RolloutAlreadyOpen r -> "Rollout " + r.open() + " of this revision is still open.";
            case RevisionCompleted r -> "Rollout " + r.completed() + " has completed this revision.";
            case RolloutIsFinal r ->
                "Rollout " + r.id() + " has ended (" + r.state().wireName() + "); nothing can change it.";
            case RolloutIsPaused r -> "Rollout " + r.id() + " is paused; resume it first.";
            case NothingToRetry r ->
                "Rollout " + r.id() + " is " + r.state().wireName() + "; only a failed step can be tried again.";
            case ApprovalByAuthor r -> r.author() + " submitted this rollout; somebody else must approve.";
            case StageNotReached r ->
                "The rollout has not reached gate " + r.gate().wireName() + "; approve when it waits there.";
            case StageAlreadyEntered r -> "Gate " + r.gate().wireName() + " has been passed.";
            case OutcomeUnexpected r -> r.detail();
            case NotSupportedYet r -> r.what() + " is known but not supported yet.";
        };
    }

    private static String wire(Engine engine) {
        return engine.name().toLowerCase(java.util.Locale.ROOT);
    }
}
