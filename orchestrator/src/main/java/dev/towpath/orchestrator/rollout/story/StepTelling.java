package dev.towpath.orchestrator.rollout.story;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.event.RolloutEvent.DoubtResolved;
import dev.towpath.contracts.event.RolloutEvent.EvidenceExpired;
import dev.towpath.contracts.event.RolloutEvent.StepAskedAfter;
import dev.towpath.contracts.event.RolloutEvent.StepBlockedByLock;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepEvent;
import dev.towpath.contracts.event.RolloutEvent.StepFailed;
import dev.towpath.contracts.event.RolloutEvent.StepInDoubt;
import dev.towpath.contracts.event.RolloutEvent.StepQueued;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.event.RolloutEvent.StepRetryAllowed;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happens to steps, attempt by attempt, in one sentence each. */
record StepTelling(RolloutState before, Occasion occasion) {
    String sentence(StepEvent event) {
        return switch (event) {
            case StepRequested requested -> requested(requested);
            case StepQueued(var step, var attempt, var detail) -> "It waits for room to " + name(step) + ". " + detail;
            case StepBlockedByLock blocked -> blocked(blocked);
            case StepCompleted completed -> completed(completed);
            case StepFailed(var step, var attempt, var failure) -> failed(step, attempt, failure);
            case StepInDoubt(var step, var attempt, var failure) -> inDoubt(step, attempt, failure);
            case StepRetryAllowed(var step, var attempt) ->
                occasion.does("wants " + name(step) + " to be tried again; it is sent once the services bear it");
            case EvidenceExpired(var step, var attempt) ->
                "The agent comes too late to " + name(step) + " in attempt " + attempt
                        + "; nothing changed, and the services are asked again.";
            case DoubtResolved(var step, var attempt, var tookEffect) ->
                occasion.does("decides that " + name(step) + (tookEffect ? " took" : " did not take") + " effect");
            case StepAskedAfter(var step, var attempt) ->
                occasion.does("has the agent asked what became of attempt " + attempt + " of " + name(step));
        };
    }

    /** A further attempt names whoever asked for it; a first one follows by itself, and so does one on new evidence. */
    private String requested(StepRequested requested) {
        String attempt = "attempt " + requested.attempt() + " of " + name(requested.stepId());
        return before instanceof InMotion moving && moving.at() instanceof Position.Stopped
                ? occasion.does("asks for " + attempt)
                : "The agent is told to begin " + attempt + ".";
    }

    private String blocked(StepBlockedByLock blocked) {
        String step = capital(name(blocked.stepId()));
        return blocked.blocker().isEmpty()
                ? step + " no longer waits for a lock."
                : step + " waits for a lock that " + blocked.blocker() + " holds, met first in try "
                        + blocked.attempts() + ".";
    }

    private String completed(StepCompleted completed) {
        List<String> figures = new ArrayList<>();
        if (completed.alreadyApplied()) {
            figures.add("its effect was there already");
        }
        if (completed.rows() > 0) {
            figures.add(Spoken.count(completed.rows(), "row"));
        }
        if (completed.lockAttempts() > 1) {
            figures.add(completed.lockAttempts() + " tries for its lock, " + Spoken.of(completed.lockWait())
                    + " each at most");
        }
        figures.add("at work for " + Spoken.of(completed.duration()));
        return capital(name(completed.stepId())) + " is done in attempt " + completed.attempt() + after() + ": "
                + String.join(", ", figures) + further("; ", completed.detail());
    }

    private String failed(StepId step, int attempt, Failure failure) {
        return failure.rule().equals(WithdrawStep.WITHDRAWN)
                ? capital(name(step)) + " is withdrawn in attempt " + attempt + after()
                        + (before instanceof Aborting
                                ? "; what it had done by then stays."
                                : "; what it had done by then is taken back with the rest.")
                : capital(name(step)) + " fails in attempt " + attempt + after() + ": " + why(failure);
    }

    private String inDoubt(StepId step, int attempt, Failure failure) {
        return "It is not known whether " + name(step) + " took effect in attempt " + attempt + after() + ": "
                + why(failure);
    }

    /** The step with what it does; a step that no plan has is named by its id alone. */
    private String name(StepId id) {
        String title = before instanceof InMotion moving
                ? moving.course()
                        .plan()
                        .step(id)
                        .map(step -> " (" + step.title() + ")")
                        .orElse("")
                : "";
        return "step " + id + title;
    }

    static String why(Failure failure) {
        return failure.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + failure.rule()
                + further(": ", failure.detail());
    }

    private String after() {
        if (!(before instanceof InMotion moving)) {
            return "";
        }
        return switch (moving.at()) {
            case Position.AtStep at -> lasting(at.since());
            case Position.Withdrawing at -> lasting(at.since());
            case Position.Due due -> "";
            case Position.Queued queued -> "";
            case Position.AtGate gate -> "";
            case Position.Allowed allowed -> "";
            case Position.Cleared cleared -> "";
            case Position.Stopped stopped -> "";
        };
    }

    private String lasting(Instant since) {
        return ", after " + occasion.took(since);
    }

    /** The end of a sentence, with what an agent has to say; it says so without a full stop, mostly. */
    private static String further(String before, String detail) {
        String text = detail.strip();
        return text.isEmpty() ? "." : before + text + (text.endsWith(".") ? "" : ".");
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
