package dev.towpath.orchestrator.rollout.story;

import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.event.Obstacle;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateFrozen;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateSkipped;
import dev.towpath.contracts.event.RolloutEvent.PhaseAcknowledged;
import dev.towpath.contracts.event.RolloutEvent.PlanConflicted;
import dev.towpath.contracts.event.RolloutEvent.PlanFrozen;
import dev.towpath.contracts.event.RolloutEvent.PlanHeldBack;
import dev.towpath.contracts.event.RolloutEvent.RolloutAborted;
import dev.towpath.contracts.event.RolloutEvent.ServicesAwaited;
import dev.towpath.contracts.event.RolloutEvent.ServicesConfirmed;
import dev.towpath.contracts.event.RolloutEvent.StepsLost;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.orchestrator.rollout.stage.Frozen;
import java.util.List;

/** What stands behind a sentence; nothing behind most. */
final class Evidence {
    private Evidence() {}

    static List<String> of(RolloutEvent event) {
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
                leftovers.stream().map(Evidence::left).toList();
            case PlanConflicted(var conflicts) ->
                conflicts.stream().map(Conflict::toString).toList();
            case PlanFrozen(var plan) -> plan.notes();
            case RolloutEvent other -> List.of();
        };
    }

    private static String left(Leftover leftover) {
        return leftover.object() + ", made by step " + leftover.stepId()
                + (leftover.certain() ? "" : "; it may be there or not");
    }
}
