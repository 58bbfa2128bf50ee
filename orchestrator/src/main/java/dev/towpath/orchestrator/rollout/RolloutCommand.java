package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepBlocked;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.RolloutSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be asked of one rollout: by a user, by its agent's outcomes, by time. Outcomes and timers are
 * commands as well, so that all history comes out of one decision.
 */
public sealed interface RolloutCommand {
    /**
     * Open the rollout. The id is the one that {@link Submission} admitted.
     *
     * @param left the phase in which an earlier try left the services, if it is another one than {@code old}
     * @param planOnly whether nothing is to be executed before {@link Start}
     */
    record Submit(RolloutId id, RolloutSpec spec, Optional<Phase> left, boolean planOnly) implements RolloutCommand {}

    /** Go on to the first stage, where only a plan was wanted until now. */
    record Start() implements RolloutCommand {}

    /** Put a note into the history, and do nothing else. */
    record AddNote(String text) implements RolloutCommand {}

    /** Approve the gate that the rollout now waits at. */
    record Approve(GatePoint gate) implements RolloutCommand {}

    /** Keep the gate that the rollout now waits at closed. */
    record Reject(GatePoint gate) implements RolloutCommand {}

    /** Take services back from the new shape, and the rollout before the gate of cutover. */
    record Reopen(GatePoint gate) implements RolloutCommand {}

    /** Pass over what people and time have not met at the gate that the rollout now waits at. */
    record Skip(GatePoint gate) implements RolloutCommand {}

    /** Take back one's own approval or rejection of the gate that the rollout now waits at. */
    record WithdrawApproval(GatePoint gate) implements RolloutCommand {}

    /** Start nothing new; clocks go on. */
    record Pause() implements RolloutCommand {}

    /** Go on after a pause. */
    record Resume() implements RolloutCommand {}

    /** Try the step that failed, or is in doubt, again. */
    record Retry() implements RolloutCommand {}

    /** Take everything back, newest stage first. */
    record RollBack() implements RolloutCommand {}

    /** End it, and leave the schema as it is: with what was made so far only if {@code leaveInPlace}. */
    record Abort(boolean leaveInPlace) implements RolloutCommand {}

    /** Decide whether the step that is in doubt took effect. */
    record Resolve(boolean tookEffect) implements RolloutCommand {}

    /** Change how the backfill goes about it; what is empty stays as it is. */
    record Tune(Optional<Duration> batchDuration, Optional<Duration> pause) implements RolloutCommand {}

    /** The agent made a plan and froze it. */
    record RecordPlan(Plan plan) implements RolloutCommand {}

    /** The agent can make no plan as long as others are open. */
    record RecordPlanConflicts(List<Conflict> conflicts) implements RolloutCommand {
        public RecordPlanConflicts {
            conflicts = List.copyOf(conflicts);
        }
    }

    /** The agent can make no plan. */
    record RecordPlanningFailure(Failure failure) implements RolloutCommand {}

    /** The step that runs waits for a lock, or no longer does. */
    record RecordStepBlocked(StepBlocked outcome) implements RolloutCommand {}

    /** The step's effect is committed. */
    record RecordStepSuccess(StepSucceeded outcome) implements RolloutCommand {}

    /** The step did not succeed, and the agent will not try again by itself. */
    record RecordStepFailure(StepFailed outcome) implements RolloutCommand {}

    /**
     * The ledger knows more of the rollout than the log did, since the store was put back.
     *
     * @param proven the steps that have a receipt, be they a stage's or such as take one back
     */
    record LearnFromLedger(List<StepId> proven) implements RolloutCommand {
        public LearnFromLedger {
            proven = List.copyOf(proven);
        }
    }

    /** A timer is due; {@link Asked#now} must not be before the time that it was set to, or it would ring in vain. */
    record NoticeTime() implements RolloutCommand {}
}
