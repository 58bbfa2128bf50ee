package dev.towpath.orchestrator.rollout.story;

import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.AbortStarted;
import dev.towpath.contracts.event.RolloutEvent.AgentAwaited;
import dev.towpath.contracts.event.RolloutEvent.AgentReturned;
import dev.towpath.contracts.event.RolloutEvent.BackfillTuned;
import dev.towpath.contracts.event.RolloutEvent.GateEvent;
import dev.towpath.contracts.event.RolloutEvent.NoteAdded;
import dev.towpath.contracts.event.RolloutEvent.PausedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.PhaseAcknowledged;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.PlanConflicted;
import dev.towpath.contracts.event.RolloutEvent.PlanFrozen;
import dev.towpath.contracts.event.RolloutEvent.PlanHeldBack;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.event.RolloutEvent.PlanningFailed;
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
import dev.towpath.contracts.event.RolloutEvent.StageCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StageRolledBack;
import dev.towpath.contracts.event.RolloutEvent.StartWithheld;
import dev.towpath.contracts.event.RolloutEvent.StepEvent;
import dev.towpath.contracts.event.RolloutEvent.StepsLearned;
import dev.towpath.contracts.event.RolloutEvent.StepsLost;
import dev.towpath.contracts.event.RolloutEvent.StepsVouchedFor;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.rollout.state.Hold;
import dev.towpath.orchestrator.rollout.state.Lost;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.Pause;
import dev.towpath.orchestrator.rollout.state.PlanAsk;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import java.time.Instant;
import java.util.List;

/**
 * One event in one sentence. Whoever acted is named, with the reason that was given; what followed by itself names nobody.
 *
 * @param before the state that the event changed, which knows since when what ends here has lasted
 */
record Telling(RolloutState before, Occasion occasion, Since since) {
    String sentence(RolloutEvent event) {
        return switch (event) {
            case RolloutSubmitted submitted -> submitted(submitted);
            case PlanHeldBack held -> "Before it is planned, it waits:";
            case PlanRequested() ->
                "The agent is asked for a plan, " + occasion.took(opened().submittedAt()) + " after the submission.";
            case PlanConflicted conflicted -> "The agent can make no plan beside rollouts that are open:";
            case PlanFrozen(var plan) -> frozen(plan);
            case PlanningFailed(var failure) -> "No plan can be made: " + StepTelling.why(failure);
            case GateEvent at -> new GateTelling(before, occasion).sentence(at);
            case StageEntered(var stage) -> "Stage " + stage.wireName() + " begins.";
            case StageCompleted(var stage) ->
                "Stage " + stage.wireName() + " is complete, " + occasion.took(since.entered()) + " after it began.";
            case StepEvent of -> new StepTelling(before, occasion).sentence(of);
            case PhaseChanged(var phase) -> "Services are told phase " + phase.wireName() + ".";
            case PhaseAcknowledged(var phase, var evidence) ->
                "All who have to go by phase " + phase.wireName() + ", " + occasion.took(opened().phaseSince())
                        + " after they were told.";
            case ServicesAwaited(var missing) ->
                missing.isEmpty()
                        ? "Nothing is missing on the side of the services any more."
                        : "It waits for services:";
            case ServicesConfirmed(var evidence, var until) ->
                "The services bear what comes next; that holds until " + until + ".";
            case BackfillTuned(var batchDuration, var pause) ->
                occasion.does("tunes the backfill to batches of " + Spoken.of(batchDuration) + " with "
                        + Spoken.of(pause) + " between two");
            case AbortStarted() ->
                occasion.does("gives it up; it ends as soon as the step that is with the agent has ended");
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
                occasion.does("decides that what " + Lost.names(steps) + " did is there all the same");
            case NoteAdded(var text) -> occasion.does("notes: \"" + text.strip() + "\"");
            case StartWithheld() -> "Only a plan is wanted for now; nothing is executed before somebody starts it.";
            case RolloutStarted() -> occasion.does("starts it");
            case RolloutPaused() -> occasion.does("pauses it");
            case RolloutResumed() -> occasion.does("resumes it, paused for " + occasion.took(pausedSince()));
            case PausedWithDatabase(var by, var ofThat, var at) ->
                "Together with its database it is " + new Hold(by, ofThat, at).sentence() + ".";
            case ResumedWithDatabase() -> resumedWithDatabase();
            case RollbackStarted() -> occasion.does("rolls it back");
            case StageRolledBack(var stage) -> "Nothing of stage " + stage.wireName() + " is left.";
            case RolloutRolledBack() -> rolledBack();
            case RolloutCompleted() ->
                "The rollout is complete, " + occasion.took(opened().submittedAt()) + " after it was submitted.";
        };
    }

    private String submitted(RolloutSubmitted submitted) {
        String title = submitted.rollout().title();
        return occasion.does("submits " + submitted.rolloutId() + (title.isBlank() ? "" : ", \"" + title + "\""));
    }

    private String frozen(Plan plan) {
        long steps = plan.stages().stream()
                .mapToLong(planned -> planned.steps().size())
                .sum();
        return "The agent makes plan " + Spoken.hash(plan.hash()) + " with " + Spoken.count(steps, "step") + ", "
                + occasion.took(asked()) + " after it was asked; the point of no return is "
                + plan.pointOfNoReturn() + ".";
    }

    private Instant asked() {
        return before instanceof Planning planning && planning.ask() instanceof PlanAsk.Sent sent
                ? sent.since()
                : opened().submittedAt();
    }

    private String aborted(List<Leftover> leftovers) {
        String end = before instanceof Aborting ? "It is aborted. " : occasion.does("gives it up") + " ";
        return end + (leftovers.isEmpty() ? "Nothing of it is left." : "It leaves in the database:");
    }

    private String rolledBack() {
        return before instanceof Planning
                ? occasion.does("takes it back before there is a plan; nothing was done")
                : "It is rolled back, " + occasion.took(since.turned())
                        + " after that was asked for; the database is as it was before.";
    }

    private String returned() {
        return "The agent is not waited for in vain any more"
                + opened().silentSince()
                        .map(lastHeard -> ", " + occasion.took(lastHeard) + " after it was last heard of.")
                        .orElse(".");
    }

    private Instant pausedSince() {
        return opened().pause().own().map(Hold::since).orElse(occasion.time());
    }

    private String resumedWithDatabase() {
        Pause pause = opened().pause();
        Instant start = pause.ofDatabase().map(Hold::since).orElse(occasion.time());
        return "Its database is resumed, paused for " + occasion.took(start)
                + (pause.own().isPresent() ? "; it stays paused itself." : ".");
    }

    private Opened opened() {
        if (before instanceof Submitted submitted) {
            return submitted.opened();
        }
        throw new IllegalStateException("nothing but a submission comes first");
    }
}
