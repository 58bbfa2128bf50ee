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
 * Whether a rollout can travel along a plan, and back: all stages in order, every step in its stage and behind a gate of
 * it, ids that occur once, and undo steps in the stage of what they take back. What the statements say is the planner's
 * affair.
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
        List<StepId> ids =
                plan.stages().stream().flatMap(PlannedStage::all).map(Step::id).toList();
        if (ids.stream().distinct().count() != ids.size()) {
            return Optional.of("The plan has a step id twice.");
        }
        if (plan.stages().stream().noneMatch(planned -> hasStep(planned, plan.pointOfNoReturn()))) {
            return Optional.of("The point of no return, " + plan.pointOfNoReturn() + ", is no step of the plan.");
        }
        if (!plan.stages().stream().allMatch(PlanShape::canBeTakenBack)) {
            return Optional.of("An undo step takes back a step of another stage, or one that the plan does not have.");
        }
        return plan.stages().stream()
                .filter(planned -> !inOrder(planned))
                .map(planned -> "Steps of stage " + planned.stage().wireName() + " stand behind a gate out of order.")
                .findFirst();
    }

    private static boolean hasStep(PlannedStage planned, StepId id) {
        return planned.steps().stream().anyMatch(step -> step.id().equals(id));
    }

    private static boolean canBeTakenBack(PlannedStage planned) {
        return planned.undo().stream()
                .allMatch(undo ->
                        hasStep(planned, undo.undoes()) && undo.step().gate().stage() == planned.stage());
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
