package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.PhaseAcknowledged;
import dev.towpath.contracts.event.RolloutEvent.ServicesAwaited;
import dev.towpath.contracts.event.RolloutEvent.ServicesConfirmed;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.services.Judgement;
import dev.towpath.orchestrator.rollout.services.Need;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import java.time.Duration;
import java.util.List;

/**
 * What follows from what the services do at this moment. Only what is seen in this decision opens anything; what an
 * earlier one recorded is history. What is missing becomes an event when it changes, and not again.
 */
record AskServices(InMotion state, Asked asked) {
    /** How long an agent may rely on what was confirmed. */
    static final Duration VALIDITY = Duration.ofSeconds(60);

    Judgement judge(Need need) {
        return Judgement.of(state.opened().spec().services(), need, asked.services());
    }

    /** That all who have to go by the phase that they were told, or who does not. */
    List<RolloutEvent> acknowledgement() {
        Judgement judgement = judge(state.opened().told().need());
        return judgement.met()
                ? List.of(new PhaseAcknowledged(state.opened().phase(), judgement.evidence()))
                : missing(judgement.missing());
    }

    /** The request, with what confirms it in the same decision; or what is missing. */
    List<RolloutEvent> request(Step step, int attempt, Need need) {
        StepRequested requested = new StepRequested(step.id(), attempt);
        if (!state.isGuarded(step)) {
            return List.of(requested);
        }
        Judgement judgement = judge(need);
        return judgement.met()
                ? List.of(
                        new ServicesConfirmed(judgement.evidence(), asked.now().plus(VALIDITY)), requested)
                : missing(judgement.missing());
    }

    List<RolloutEvent> missing(List<String> sentences) {
        return sentences.equals(state.opened().missing().sentences())
                ? List.of()
                : List.of(new ServicesAwaited(sentences));
    }
}
