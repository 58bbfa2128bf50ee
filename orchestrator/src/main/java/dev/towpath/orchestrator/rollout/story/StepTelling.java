package dev.towpath.orchestrator.rollout.story;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.event.RolloutEvent.StepBlockedByLock;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happens to steps, attempt by attempt, in one sentence each. */
record StepTelling(RolloutState before, Instant time) {
    /** A further attempt names whoever asked for it; a first one follows by itself, and so does one on new evidence. */
    String requested(StepRequested requested, String who, String why) {
        String attempt = "attempt " + requested.attempt() + " of " + name(requested.stepId());
        return before instanceof InMotion moving && moving.at() instanceof Position.Stopped
                ? who + " asks for " + attempt + why
                : "The agent is told to begin " + attempt + ".";
    }

    String blocked(StepBlockedByLock blocked) {
        String step = capital(name(blocked.stepId()));
        return blocked.blocker().isEmpty()
                ? step + " no longer waits for a lock."
                : step + " waits for a lock that " + blocked.blocker() + " holds, met first in try "
                        + blocked.attempts() + ".";
    }

    String completed(StepCompleted completed) {
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
                + String.join(", ", figures) + "." + further(completed.detail());
    }

    String failed(StepId step, int attempt, Failure failure) {
        return failure.rule().equals(WithdrawStep.WITHDRAWN)
                ? capital(name(step)) + " is withdrawn in attempt " + attempt + after()
                        + (before instanceof Aborting
                                ? "; what it had done by then stays."
                                : "; what it had done by then is taken back with the rest.")
                : capital(name(step)) + " fails in attempt " + attempt + after() + ": " + why(failure);
    }

    String inDoubt(StepId step, int attempt, Failure failure) {
        return "It is not known whether " + name(step) + " took effect in attempt " + attempt + after() + ": "
                + why(failure);
    }

    /** The step with what it does; a step that no plan has is named by its id alone. */
    String name(StepId id) {
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
        return failure.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + failure.rule() + "."
                + further(failure.detail());
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
        return ", after " + Spoken.of(Duration.between(since, time));
    }

    private static String further(String detail) {
        return detail.isBlank() ? "" : " " + detail.strip();
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
