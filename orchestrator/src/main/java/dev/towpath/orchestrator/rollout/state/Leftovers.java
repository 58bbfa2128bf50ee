package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.UndoStep;
import java.util.List;
import java.util.stream.Stream;

/**
 * What of a rollout is in the database: the objects of every step that may have acted and was not taken back, oldest
 * first. What a plan does not name by object is named by its step.
 */
public final class Leftovers {
    private Leftovers() {}

    public static List<Leftover> of(Course course) {
        return course.plan().stages().stream()
                .flatMap(planned -> of(planned, course.steps()))
                .toList();
    }

    private static Stream<Leftover> of(PlannedStage planned, Steps steps) {
        return planned.steps().stream()
                .filter(step -> steps.touched().contains(step.id()))
                .flatMap(step -> of(planned, step, steps));
    }

    private static Stream<Leftover> of(PlannedStage planned, Step step, Steps steps) {
        List<UndoStep> undo = planned.undo().stream()
                .filter(candidate -> candidate.undoes().equals(step.id()))
                .toList();
        if (undo.stream().allMatch(candidate -> candidate.removes().isEmpty())) {
            return isTakenBack(step, undo, steps) ? Stream.empty() : Stream.of(leftover(step.id(), named(step), steps));
        }
        return undo.stream()
                .filter(candidate -> !steps.done().contains(candidate.step().id()))
                .flatMap(candidate -> candidate.removes().stream()
                        .map(object -> new Leftover(
                                step.id(),
                                object,
                                isCertain(step.id(), candidate.step().id(), steps))));
    }

    private static boolean isTakenBack(Step step, List<UndoStep> undo, Steps steps) {
        boolean nothingToTakeBack = undo.isEmpty() && step.undo().isBlank();
        boolean takenBack = !undo.isEmpty()
                && undo.stream().allMatch(candidate -> steps.done()
                        .contains(candidate.step().id()));
        return nothingToTakeBack || takenBack;
    }

    private static String named(Step step) {
        return "what step " + step.id() + " made: " + step.title();
    }

    private static Leftover leftover(StepId step, String object, Steps steps) {
        return new Leftover(step, object, steps.done().contains(step));
    }

    private static boolean isCertain(StepId made, StepId takesAway, Steps steps) {
        return steps.done().contains(made) && !steps.touched().contains(takesAway);
    }
}
