package dev.towpath.orchestrator.rollout.story;

import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.event.Obstacle;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.AbortStarted;
import dev.towpath.contracts.event.RolloutEvent.AgentAwaited;
import dev.towpath.contracts.event.RolloutEvent.AgentReturned;
import dev.towpath.contracts.event.RolloutEvent.ApprovalExpired;
import dev.towpath.contracts.event.RolloutEvent.ApprovalWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.BackfillTuned;
import dev.towpath.contracts.event.RolloutEvent.DoubtResolved;
import dev.towpath.contracts.event.RolloutEvent.EvidenceExpired;
import dev.towpath.contracts.event.RolloutEvent.GateConditionChanged;
import dev.towpath.contracts.event.RolloutEvent.GateFrozen;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import dev.towpath.contracts.event.RolloutEvent.GateReopened;
import dev.towpath.contracts.event.RolloutEvent.GateSkipped;
import dev.towpath.contracts.event.RolloutEvent.NoteAdded;
import dev.towpath.contracts.event.RolloutEvent.PausedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.PhaseAcknowledged;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.PlanConflicted;
import dev.towpath.contracts.event.RolloutEvent.PlanFrozen;
import dev.towpath.contracts.event.RolloutEvent.PlanHeldBack;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.event.RolloutEvent.PlanningFailed;
import dev.towpath.contracts.event.RolloutEvent.RejectionWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.ResumedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.RollbackStarted;
import dev.towpath.contracts.event.RolloutEvent.RolloutAborted;
import dev.towpath.contracts.event.RolloutEvent.RolloutCompleted;
import dev.towpath.contracts.event.RolloutEvent.RolloutPaused;
import dev.towpath.contracts.event.RolloutEvent.RolloutResumed;
import dev.towpath.contracts.event.RolloutEvent.RolloutRolledBack;
import dev.towpath.contracts.event.RolloutEvent.RolloutStarted;
import dev.towpath.contracts.event.RolloutEvent.RolloutSubmitted;
import dev.towpath.contracts.event.RolloutEvent.ServicesAwaited;
import dev.towpath.contracts.event.RolloutEvent.ServicesConfirmed;
import dev.towpath.contracts.event.RolloutEvent.StageApproved;
import dev.towpath.contracts.event.RolloutEvent.StageCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StageRejected;
import dev.towpath.contracts.event.RolloutEvent.StageRolledBack;
import dev.towpath.contracts.event.RolloutEvent.StartWithheld;
import dev.towpath.contracts.event.RolloutEvent.StepAskedAfter;
import dev.towpath.contracts.event.RolloutEvent.StepBlockedByLock;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepFailed;
import dev.towpath.contracts.event.RolloutEvent.StepInDoubt;
import dev.towpath.contracts.event.RolloutEvent.StepQueued;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.event.RolloutEvent.StepRetryAllowed;
import dev.towpath.contracts.event.RolloutEvent.StepsLearned;
import dev.towpath.contracts.event.RolloutEvent.StepsLost;
import dev.towpath.contracts.event.RolloutEvent.StepsVouchedFor;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.rollout.stage.Frozen;
import dev.towpath.orchestrator.rollout.state.Hold;
import dev.towpath.orchestrator.rollout.state.Lost;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.Pause;
import dev.towpath.orchestrator.rollout.state.PlanAsk;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One event in one sentence. Whoever acted is named, with the reason that was given; what followed by itself names nobody.
 *
 * @param before the state that the event changed, which knows since when what ends here has lasted
 */
record Telling(RolloutState before, Recorded<?> recorded, Since since) {
    String sentence(RolloutEvent event) {
        return switch (event) {
            case RolloutSubmitted submitted -> submitted(submitted);
            case PlanHeldBack held -> "Before it is planned, it waits:";
            case PlanRequested() ->
                "The agent is asked for a plan, " + took(opened().submittedAt()) + " after the submission.";
            case PlanConflicted conflicted -> "The agent can make no plan beside rollouts that are open:";
            case PlanFrozen(var plan) -> frozen(plan);
            case PlanningFailed(var failure) -> "No plan can be made: " + StepTelling.why(failure);
            case GateReached reached -> reached(reached);
            case StageApproved(var gate, var hash) ->
                who() + " approves gate " + gate.wireName() + " for plan " + Spoken.hash(hash) + why();
            case ApprovalExpired(var gate, var by) ->
                "The approval of gate " + gate.wireName() + " by " + by + " is too old to count any more.";
            case ApprovalWithdrawn(var gate) -> who() + " withdraws their approval of gate " + gate.wireName() + why();
            case StageRejected(var gate) ->
                who() + " rejects gate " + gate.wireName() + ", which stays closed until they withdraw that" + why();
            case RejectionWithdrawn(var gate) ->
                who() + " withdraws their rejection of gate " + gate.wireName() + why();
            case GateConditionChanged(var gate, var condition, var met, var detail) ->
                "Gate " + gate.wireName() + (met ? " has what it needs of " : " needs ") + condition + ": " + detail;
            case GateFrozen(var gate, var freezes) ->
                freezes.isEmpty()
                        ? "No freeze keeps gate " + gate.wireName() + " closed any more."
                        : "Gate " + gate.wireName() + " opens outside of these freezes only:";
            case GateReopened(var gate) ->
                who() + " reopens gate " + gate.wireName() + "; services go back to the shape that they had before it"
                        + why();
            case GateSkipped(var gate, var unmet) ->
                who() + " skips gate " + gate.wireName() + " without what it still needed" + why();
            case GateOpened opened -> opened(opened);
            case StageEntered(var stage) -> "Stage " + stage.wireName() + " begins.";
            case StageCompleted(var stage) ->
                "Stage " + stage.wireName() + " is complete, " + took(since.entered()) + " after it began.";
            case StepRequested requested -> steps().requested(requested, who(), why());
            case StepQueued(var step, var attempt, var detail) ->
                "It waits for room to " + steps().name(step) + ". " + detail;
            case StepBlockedByLock blocked -> steps().blocked(blocked);
            case StepCompleted completed -> steps().completed(completed);
            case StepFailed(var step, var attempt, var failure) -> steps().failed(step, attempt, failure);
            case StepInDoubt(var step, var attempt, var failure) -> steps().inDoubt(step, attempt, failure);
            case StepRetryAllowed(var step, var attempt) ->
                who() + " wants " + steps().name(step) + " to be tried again; it is sent once the services bear it"
                        + why();
            case EvidenceExpired(var step, var attempt) ->
                "The agent comes too late to " + steps().name(step) + " in attempt " + attempt
                        + "; nothing changed, and the services are asked again.";
            case PhaseChanged(var phase) -> "Services are told phase " + phase.wireName() + ".";
            case PhaseAcknowledged(var phase, var evidence) ->
                "All who have to go by phase " + phase.wireName() + ", " + took(opened().phaseSince())
                        + " after they were told.";
            case ServicesAwaited(var missing) ->
                missing.isEmpty()
                        ? "Nothing is missing on the side of the services any more."
                        : "It waits for services:";
            case ServicesConfirmed(var evidence, var until) ->
                "The services bear what comes next; that holds until " + until + ".";
            case DoubtResolved(var step, var attempt, var tookEffect) ->
                who() + " decides that " + steps().name(step) + (tookEffect ? " took" : " did not take") + " effect"
                        + why();
            case BackfillTuned(var batchDuration, var pause) ->
                who() + " tunes the backfill to batches of " + Spoken.of(batchDuration) + " with " + Spoken.of(pause)
                        + " between two" + why();
            case AbortStarted() ->
                who() + " gives it up; it ends as soon as the step that is with the agent has ended" + why();
            case RolloutAborted(var leftovers) -> aborted(leftovers);
            case AgentAwaited(var lastHeard) -> "It waits for the agent, which was last heard of at " + lastHeard + ".";
            case AgentReturned() -> returned();
            case StepsLearned(var steps) ->
                "The store had been put back. Done by the receipts in the ledger, and not to be done again: "
                        + Lost.names(steps) + ".";
            case StepsLost(var steps, var target) ->
                "The target went back in time, and has lost what " + Lost.names(steps) + " did; nothing goes on before"
                        + " somebody decides.";
            case StepsVouchedFor(var steps) ->
                who() + " decides that what " + Lost.names(steps) + " did is there all the same" + why();
            case StepAskedAfter(var step, var attempt) ->
                who() + " has the agent asked what became of attempt " + attempt + " of " + steps().name(step) + why();
            case NoteAdded(var text) -> who() + " notes: \"" + text.strip() + "\"" + why();
            case StartWithheld() -> "Only a plan is wanted for now; nothing is executed before somebody starts it.";
            case RolloutStarted() -> who() + " starts it" + why();
            case RolloutPaused() -> who() + " pauses it" + why();
            case RolloutResumed() -> who() + " resumes it, paused for " + took(pausedSince()) + why();
            case PausedWithDatabase(var by, var ofThat, var at) ->
                "Together with its database it is " + new Hold(by, ofThat, at).sentence() + ".";
            case ResumedWithDatabase() -> resumedWithDatabase();
            case RollbackStarted() -> who() + " rolls it back" + why();
            case StageRolledBack(var stage) -> "Nothing of stage " + stage.wireName() + " is left.";
            case RolloutRolledBack() -> rolledBack();
            case RolloutCompleted() ->
                "The rollout is complete, " + took(opened().submittedAt()) + " after it was submitted.";
        };
    }

    /** What stands behind a sentence; none for most. */
    static List<String> evidence(RolloutEvent event) {
        return switch (event) {
            case GateOpened(var gate, var evidence) -> evidence;
            case GateSkipped(var gate, var unmet) -> unmet;
            case GateFrozen(var gate, var freezes) ->
                freezes.stream().map(Frozen::sentence).toList();
            case PhaseAcknowledged(var phase, var evidence) -> evidence;
            case ServicesConfirmed(var evidence, var until) -> evidence;
            case ServicesAwaited(var missing) -> missing;
            case StepsLost(var steps, var target) -> List.of(target);
            case PlanHeldBack(var by) -> by.stream().map(Obstacle::detail).toList();
            case RolloutAborted(var leftovers) ->
                leftovers.stream().map(Telling::left).toList();
            case PlanConflicted(var conflicts) ->
                conflicts.stream().map(Conflict::toString).toList();
            case PlanFrozen(var plan) -> plan.notes();
            case RolloutEvent other -> List.of();
        };
    }

    private String submitted(RolloutSubmitted submitted) {
        String title = submitted.rollout().title();
        return who() + " submits " + submitted.rolloutId() + (title.isBlank() ? "" : ", \"" + title + "\"") + why();
    }

    private String frozen(Plan plan) {
        long steps = plan.stages().stream()
                .mapToLong(planned -> planned.steps().size())
                .sum();
        return "The agent makes plan " + Spoken.hash(plan.hash()) + " with " + Spoken.count(steps, "step") + ", "
                + took(asked()) + " after it was asked; the point of no return is "
                + plan.pointOfNoReturn() + ".";
    }

    private Instant asked() {
        return before instanceof Planning planning && planning.ask() instanceof PlanAsk.Sent sent
                ? sent.since()
                : opened().submittedAt();
    }

    private String reached(GateReached reached) {
        List<String> needs = new ArrayList<>();
        if (reached.approvalsRequired() > 0) {
            needs.add(Spoken.count(reached.approvalsRequired(), "approval"));
        }
        if (reached.soakUntil().isAfter(recorded.time())) {
            needs.add("its clock, which ends at " + reached.soakUntil());
        }
        String gate = "It stands before gate " + reached.gate().wireName();
        return needs.isEmpty() ? gate + "." : gate + ", which needs " + String.join(" and ", needs) + ".";
    }

    private String opened(GateOpened opened) {
        Duration waited = before instanceof InMotion moving && moving.at() instanceof AtGate(var gate)
                ? Duration.between(gate.reachedAt(), recorded.time())
                : Duration.ZERO;
        return "Gate " + opened.gate().wireName() + " opens"
                + (waited.isZero() ? "." : ", " + Spoken.of(waited) + " after it was reached.");
    }

    private String aborted(List<Leftover> leftovers) {
        String end = before instanceof Aborting ? "It is aborted. " : who() + " gives it up" + why() + " ";
        return end + (leftovers.isEmpty() ? "Nothing of it is left." : "It leaves in the database:");
    }

    private static String left(Leftover leftover) {
        return leftover.object() + ", made by step " + leftover.stepId()
                + (leftover.certain() ? "" : "; it may be there or not");
    }

    private String rolledBack() {
        return before instanceof Planning
                ? who() + " takes it back before there is a plan; nothing was done" + why()
                : "It is rolled back, " + took(since.turned())
                        + " after that was asked for; the database is as it was before.";
    }

    private String returned() {
        return "The agent is not waited for in vain any more"
                + opened().silentSince()
                        .map(lastHeard -> ", " + took(lastHeard) + " after it was last heard of.")
                        .orElse(".");
    }

    private Instant pausedSince() {
        return opened().pause().own().map(Hold::since).orElse(recorded.time());
    }

    private String resumedWithDatabase() {
        Pause pause = opened().pause();
        Instant start = pause.ofDatabase().map(Hold::since).orElse(recorded.time());
        return "Its database is resumed, paused for " + took(start)
                + (pause.own().isPresent() ? "; it stays paused itself." : ".");
    }

    private String who() {
        return recorded.actor();
    }

    private String why() {
        return recorded.reason().isBlank() ? "." : ": \"" + recorded.reason().strip() + "\".";
    }

    private String took(Instant start) {
        return Spoken.of(Duration.between(start, recorded.time()));
    }

    private StepTelling steps() {
        return new StepTelling(before, recorded.time());
    }

    private Opened opened() {
        if (before instanceof Submitted submitted) {
            return submitted.opened();
        }
        throw new IllegalStateException("nothing but a submission comes first");
    }
}
