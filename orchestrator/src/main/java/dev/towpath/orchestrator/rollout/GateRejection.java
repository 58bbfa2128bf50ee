package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;

/** What was said at a gate, or asked of one, does not count there. */
public sealed interface GateRejection extends Rejection {
    record ApprovalByAuthor(String author) implements GateRejection {}

    record StageNotReached(GatePoint gate) implements GateRejection {}

    record StageAlreadyEntered(GatePoint gate) implements GateRejection {}

    /** {@code gate}: one behind which services are told nothing that could be taken back by itself. */
    record GateNotReopenable(GatePoint gate) implements GateRejection {}

    record CutoverIncomplete(RolloutId id) implements GateRejection {}

    record ContractBegun(RolloutId id) implements GateRejection {}

    record SkipByAuthor(String author) implements GateRejection {}

    /** {@code gate}: it waits for nothing that could be passed over. */
    record NothingToSkip(GatePoint gate) implements GateRejection {}

    /** {@code actor}: whose rejection of the gate stands. */
    record RejectionStands(GatePoint gate, String actor) implements GateRejection {}

    @Override
    default String rule() {
        return switch (this) {
            case ApprovalByAuthor r -> "ApprovalByAuthor";
            case StageNotReached r -> "StageNotReached";
            case StageAlreadyEntered r -> "StageAlreadyEntered";
            case GateNotReopenable r -> "GateNotReopenable";
            case CutoverIncomplete r -> "CutoverIncomplete";
            case ContractBegun r -> "ContractBegun";
            case SkipByAuthor r -> "SkipByAuthor";
            case NothingToSkip r -> "NothingToSkip";
            case RejectionStands r -> "RejectionStands";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
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
        };
    }
}
