package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Confirmation;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.util.ArrayList;
import java.util.List;

/** What an agent is given with the order to execute a step: the evidence that it rests on, and what must be there before. */
final class StepOrder {
    private StepOrder() {}

    /** @throws IllegalStateException if the rollout is not at that step, or its gate is closed */
    static ExecuteStep of(Submitted state, StepId stepId, int attempt) {
        if (!(state instanceof InMotion moving && moving.at() instanceof AtStep at)) {
            throw new IllegalStateException("step " + stepId + " was requested of a rollout that is elsewhere");
        }
        List<String> evidence = new ArrayList<>(grounds(moving, at.step()));
        at.confirmation().ifPresent(confirmation -> evidence.addAll(confirmation.evidence()));
        return new ExecuteStep(
                state.opened().id(),
                moving.course().plan().hash(),
                stepId,
                attempt,
                evidence,
                at.confirmation().map(Confirmation::validUntil),
                moving.course().proven());
    }

    private static List<String> grounds(InMotion moving, Step step) {
        return switch (moving) {
            case Underway underway -> {
                List<String> opened = underway.course().gates().evidence().getOrDefault(step.gate(), List.of());
                if (opened.isEmpty()) {
                    throw new IllegalStateException("step " + step.id() + " was requested behind a closed gate");
                }
                yield opened;
            }
            case RollingBack back -> List.of(back.back().sentence());
            case Aborting aborting -> throw new IllegalStateException("nothing is begun any more");
        };
    }
}
