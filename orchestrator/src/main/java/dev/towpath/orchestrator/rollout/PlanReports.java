package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.PlanConflicted;
import dev.towpath.contracts.event.RolloutEvent.PlanFrozen;
import dev.towpath.contracts.event.RolloutEvent.PlanningFailed;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.rollout.state.PlanAsk;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import java.util.ArrayList;
import java.util.List;

/**
 * What an agent's answer changes that was asked for a plan. It is one of three: a plan, others that are in the way, or a
 * reason why there can be none. Only the second may be followed by another.
 */
final class PlanReports {
    private PlanReports() {}

    static Decision<RolloutEvent> made(Submitted state, Plan plan, Asked asked) {
        RolloutEvent answer =
                PlanShape.fault(plan).<RolloutEvent>map(PlanningFailed::new).orElseGet(() -> new PlanFrozen(plan));
        return answered(state, answer, asked);
    }

    static Decision<RolloutEvent> conflicted(Submitted state, List<Conflict> conflicts, Asked asked) {
        return answered(state, new PlanConflicted(conflicts), asked);
    }

    static Decision<RolloutEvent> failed(Submitted state, Failure failure, Asked asked) {
        return answered(state, new PlanningFailed(failure), asked);
    }

    private static Decision<RolloutEvent> answered(Submitted state, RolloutEvent event, Asked asked) {
        if (!(state instanceof Planning planning)) {
            return RolloutDecider.done("A plan is frozen already.");
        }
        return planning.ask() instanceof PlanAsk.HeldBack
                ? RolloutDecider.reject(new RolloutRejection.OutcomeUnexpected("No plan was asked for."))
                : RolloutDecider.accept(state, withLearned(state, event, asked), asked);
    }

    private static List<RolloutEvent> withLearned(Submitted state, RolloutEvent event, Asked asked) {
        List<RolloutEvent> events = new ArrayList<>(List.of(event));
        events.addAll(Learning.noted(RolloutDecider.after(state, events, asked), asked.database()));
        return events;
    }
}
