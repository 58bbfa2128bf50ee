package dev.towpath.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.towpath.contracts.Freeze;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.RolloutSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** History of one rollout; its stream is the rollout id. Who, why and when stand beside each event, in {@link Recorded}. */
public sealed interface RolloutEvent extends StreamEvent {
    /** What people and time say to a gate, from when the rollout stands before it until it is behind it, or before it again. */
    sealed interface GateEvent extends RolloutEvent {
        GatePoint gate();
    }

    /** What happens to an attempt of a step. */
    sealed interface StepEvent extends RolloutEvent {
        StepId stepId();

        int attempt();
    }

    /**
     * The rollout is open.
     *
     * @param left the phase in which an earlier try left the services, if it is another one than {@code old}
     */
    record RolloutSubmitted(
            RolloutId rolloutId,
            RolloutSpec rollout,

            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Phase> left) implements RolloutEvent {}

    /** What keeps the rollout from being planned has changed; never nothing. */
    record PlanHeldBack(List<Obstacle> by) implements RolloutEvent {
        public PlanHeldBack {
            by = List.copyOf(by);
        }
    }

    /** Nothing keeps the rollout from being planned; its agent is asked for a plan. */
    record PlanRequested() implements RolloutEvent {}

    /**
     * The agent found other open rollouts in the way, froze nothing, and is asked again when they are over.
     *
     * @param conflicts at least one
     */
    record PlanConflicted(List<Conflict> conflicts) implements RolloutEvent {
        public PlanConflicted {
            conflicts = List.copyOf(conflicts);
        }
    }

    /** The agent made and froze a plan. */
    record PlanFrozen(Plan plan) implements RolloutEvent {}

    /** The agent could make no plan; final. */
    record PlanningFailed(Failure failure) implements RolloutEvent {}

    /** The rollout has come to a gate. {@code soakUntil}: when the clock conditions (soak, keep_for) are met. */
    record GateReached(GatePoint gate, int approvalsRequired, Instant soakUntil) implements GateEvent {}

    /** Somebody other than the author approved the gate, for this plan. */
    record StageApproved(GatePoint gate, String planHash) implements GateEvent {}

    /** The approval that somebody gave this gate is too old to count. */
    record ApprovalExpired(GatePoint gate, String approvedBy) implements GateEvent {}

    /** Who approved the gate no longer does. */
    record ApprovalWithdrawn(GatePoint gate) implements GateEvent {}

    /** Somebody keeps the gate closed until they withdraw it; an approval of theirs is void. */
    record StageRejected(GatePoint gate) implements GateEvent {}

    /** Who rejected the gate no longer does. */
    record RejectionWithdrawn(GatePoint gate) implements GateEvent {}

    /**
     * Time has changed a condition of the gate that the rollout waits at, and the gate is still closed.
     *
     * @param condition such as {@code soak}
     * @param detail one sentence: the evidence if it is met, else what is missing
     */
    record GateConditionChanged(GatePoint gate, String condition, boolean met, String detail) implements GateEvent {}

    /**
     * What the database's freezes are, as far as the gate has to do with them: those that are not over. None if what was
     * known of was lifted.
     */
    record GateFrozen(GatePoint gate, List<Freeze> freezes) implements GateEvent {
        public GateFrozen {
            freezes = List.copyOf(freezes);
        }
    }

    /**
     * The rollout stands before the gate again as if it had not been opened: what people said there is void, the stage is to
     * be entered anew, and its comparisons of rows are to be made anew. What the stage built stays.
     */
    record GateReopened(GatePoint gate) implements GateEvent {}

    /**
     * Somebody passed over what people and time had not met; the gate opens as soon as the services allow it.
     *
     * @param unmet what was passed over, one sentence each
     */
    record GateSkipped(GatePoint gate, List<String> unmet) implements GateEvent {
        public GateSkipped {
            unmet = List.copyOf(unmet);
        }
    }

    /** Every condition is met; {@code evidence} says by what, one sentence each. */
    record GateOpened(GatePoint gate, List<String> evidence) implements GateEvent {
        public GateOpened {
            evidence = List.copyOf(evidence);
        }
    }

    /** The stage's steps begin. */
    record StageEntered(Stage stage) implements RolloutEvent {}

    /** The agent is told to execute the step. */
    record StepRequested(StepId stepId, int attempt) implements StepEvent {}

    /**
     * The step is due, and the database has as much to do as it may.
     *
     * @param detail one sentence: what there is no more room for, and who has it
     */
    record StepQueued(StepId stepId, int attempt, String detail) implements StepEvent {}

    /** The step waits for a lock; an empty blocker means that it no longer does. */
    record StepBlockedByLock(StepId stepId, int attempt, String blocker, int attempts) implements StepEvent {}

    /** The step's effect is committed; figures as the agent reported them. */
    record StepCompleted(
            StepId stepId,
            int attempt,
            boolean alreadyApplied,
            int lockAttempts,
            Duration lockWait,
            Duration duration,
            long rows,
            String detail)
            implements StepEvent {}

    /** The step failed; nothing goes on until somebody decides. */
    record StepFailed(StepId stepId, int attempt, Failure failure) implements StepEvent {}

    /** It is not known whether the step took effect; nothing goes on until somebody decides. */
    record StepInDoubt(StepId stepId, int attempt, Failure failure) implements StepEvent {}

    /** What services see has changed. */
    record PhaseChanged(Phase phase) implements RolloutEvent {}

    /** Every step of the stage is done. */
    record StageCompleted(Stage stage) implements RolloutEvent {}

    /** Nothing new starts. */
    record RolloutPaused() implements RolloutEvent {}

    /** Work goes on. */
    record RolloutResumed() implements RolloutEvent {}

    /**
     * Nothing new starts, since the whole database is paused.
     *
     * @param by who paused the database
     * @param why the reason that they gave
     * @param since when they did
     */
    record PausedWithDatabase(String by, String why, Instant since) implements RolloutEvent {}

    /** The database is no longer paused; work goes on, unless the rollout is paused itself. */
    record ResumedWithDatabase() implements RolloutEvent {}

    /** Every instance that has to goes by the phase now; {@code evidence} says who, one sentence each. */
    record PhaseAcknowledged(Phase phase, List<String> evidence) implements RolloutEvent {
        public PhaseAcknowledged {
            evidence = List.copyOf(evidence);
        }
    }

    /** What is missing on the side of the services has changed; one sentence each, none if nothing is any more. */
    record ServicesAwaited(List<String> missing) implements RolloutEvent {
        public ServicesAwaited {
            missing = List.copyOf(missing);
        }
    }

    /**
     * The services bear the step that is requested next; one sentence each.
     *
     * @param validUntil when the agent must no longer rely on it
     */
    record ServicesConfirmed(List<String> evidence, Instant validUntil) implements RolloutEvent {
        public ServicesConfirmed {
            evidence = List.copyOf(evidence);
        }
    }

    /** The agent came to the step too late for what was confirmed; nothing changed, and it is confirmed anew. */
    record EvidenceExpired(StepId stepId, int attempt) implements StepEvent {}

    /** Somebody wants the step to be tried again that stopped in {@code attempt}; requested once the services bear it. */
    record StepRetryAllowed(StepId stepId, int attempt) implements StepEvent {}

    /** From here on everything is taken back, newest stage first. */
    record RollbackStarted() implements RolloutEvent {}

    /** Nothing of the stage is left. */
    record StageRolledBack(Stage stage) implements RolloutEvent {}

    /** The database is as it was before; final. */
    record RolloutRolledBack() implements RolloutEvent {}

    /** A person decided whether the step that was in doubt took effect; if not, it is tried again. */
    record DoubtResolved(StepId stepId, int attempt, boolean tookEffect) implements StepEvent {}

    /** How the backfill is to go about it from now on; {@code pause} is between two batches, and may be zero. */
    record BackfillTuned(Duration batchDuration, Duration pause) implements RolloutEvent {}

    /** The rollout is given up: it ends as soon as the step that is with the agent has ended. */
    record AbortStarted() implements RolloutEvent {}

    /** The rollout was given up, and the schema stays as it is; final. */
    record RolloutAborted(List<Leftover> leftovers) implements RolloutEvent {
        public RolloutAborted {
            leftovers = List.copyOf(leftovers);
        }
    }

    /** Nothing is heard of an attempt that is with the agent, and somebody has it asked what became of it. */
    record StepAskedAfter(StepId stepId, int attempt) implements StepEvent {}

    /** Somebody left a note for those who read the history. */
    record NoteAdded(String text) implements RolloutEvent {}

    /** Only a plan is wanted for now: no stage is entered before {@link RolloutStarted}. */
    record StartWithheld() implements RolloutEvent {}

    /** The rollout may go on to its first stage. */
    record RolloutStarted() implements RolloutEvent {}

    /** All stages are done; final. */
    record RolloutCompleted() implements RolloutEvent {}

    /**
     * What comes next is with the agent, and nothing is heard of it.
     *
     * @param silentSince when it was last heard of, by the orchestrator's clock
     */
    record AgentAwaited(Instant silentSince) implements RolloutEvent {}

    /** The agent that was waited for speaks again, or is not waited for any more. */
    record AgentReturned() implements RolloutEvent {}

    /**
     * The ledger proves that these steps are done, and the log did not know: the store was put back. They count as done, and
     * are neither asked for nor done again.
     *
     * @param steps of the plan, none of which takes another one back
     */
    record StepsLearned(List<StepId> steps) implements RolloutEvent {
        public StepsLearned {
            steps = List.copyOf(steps);
        }
    }

    /**
     * The target went back in time: it has no receipt of steps that were reported as done. Nothing is begun until somebody
     * decides.
     *
     * @param target what the target says instead, for people
     */
    record StepsLost(List<StepId> steps, String target) implements RolloutEvent {
        public StepsLost {
            steps = List.copyOf(steps);
        }
    }

    /** Somebody vouches that the effect of steps that were lost is there all the same. */
    record StepsVouchedFor(List<StepId> steps) implements RolloutEvent {
        public StepsVouchedFor {
            steps = List.copyOf(steps);
        }
    }
}
