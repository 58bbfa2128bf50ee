package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import java.util.List;
import java.util.Optional;

/**
 * Whether a rollout can travel along a plan: all stages in order, every step in its stage and behind a gate of it, ids
 * that occur once. What the statements say is the planner's affair.
 */
final class PlanShape {
    private PlanShape() {}

    /** Why not; empty if it can. A refusal at planning, so that nobody waits for a plan that never comes. */
    static Optional<Failure> fault(Plan plan) {
        return complaint(plan).map(text -> new Failure(Failure.Kind.REFUSED, "PlanMalformed", text, ""));
    }

    private static Optional<String> complaint(Plan plan) {
        List<Stage> stages = plan.stages().stream().map(PlannedStage::stage).toList();
        if (!stages.equals(List.of(Stage.values()))) {
            return Optional.of("The plan has the stages " + stages + ".");
        }
        List<StepId> ids = plan.stages().stream()
                .flatMap(planned -> planned.steps().stream())
                .map(Step::id)
                .toList();
        if (ids.stream().distinct().count() != ids.size()) {
            return Optional.of("The plan has a step id twice.");
        }
        if (!ids.contains(plan.pointOfNoReturn())) {
            return Optional.of("The point of no return, " + plan.pointOfNoReturn() + ", is no step of the plan.");
        }
        return plan.stages().stream()
                .filter(planned -> !inOrder(planned))
                .map(planned -> "Steps of stage " + planned.stage().wireName() + " stand behind a gate out of order.")
                .findFirst();
    }

    private static boolean inOrder(PlannedStage planned) {
        List<Step> steps = planned.steps();
        for (int i = 0; i < steps.size(); i++) {
            boolean outOfStage = steps.get(i).gate().stage() != planned.stage();
            boolean backward =
                    i > 0 && steps.get(i).gate().compareTo(steps.get(i - 1).gate()) < 0;
            if (outOfStage || backward) {
                return false;
            }
        }
        return true;
    }
}
