package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.RolloutRolledBack;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepFailed;
import dev.towpath.contracts.event.RolloutEvent.StepInDoubt;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.UndoStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The schema that a plan works on, as a stack of what its steps left there. What is taken away must be on top, and after
 * a rollback nothing may be left. A step that ended in doubt is taken to have had its effect.
 */
final class Schema {
    private final List<UndoStep> undo;
    private final Set<StepId> lasting = new HashSet<>();
    private final List<StepId> left = new ArrayList<>();

    Schema(Plan plan) {
        undo = plan.stages().stream()
                .flatMap(planned -> planned.undo().stream())
                .toList();
        undo.forEach(step -> lasting.add(step.undoes()));
        plan.stages().stream()
                .map(PlannedStage::steps)
                .flatMap(List::stream)
                .map(Step::id)
                .filter(plan.pointOfNoReturn()::equals)
                .forEach(lasting::add);
    }

    void holdAfter(RolloutEvent event) {
        switch (event) {
            case StepCompleted step -> took(step.stepId());
            case RolloutEvent.DoubtResolved(var step, var attempt, var tookEffect) -> {
                if (tookEffect) {
                    took(step);
                }
            }
            case StepFailed(var step, var attempt, var failure) -> {
                if (failure.kind() == Failure.Kind.BROKEN) {
                    mayHaveTaken(step);
                }
            }
            case StepInDoubt doubt -> mayHaveTaken(doubt.stepId());
            case StepRequested(var step, var attempt) ->
                takenBackBy(step).ifPresent(undone -> {
                    int from = left.indexOf(undone);
                    assertThat(from < 0 || from == left.size() - 1).isTrue();
                });
            case RolloutRolledBack rolledBack -> assertThat(left).isEmpty();
            case RolloutEvent other -> {}
        }
    }

    private void took(StepId step) {
        mayHaveTaken(step);
        takenBackBy(step)
                .filter(undone -> undo.stream()
                        .filter(other -> other.undoes().equals(undone))
                        .reduce((earlier, later) -> later)
                        .orElseThrow()
                        .step()
                        .id()
                        .equals(step))
                .ifPresent(left::remove);
    }

    private void mayHaveTaken(StepId step) {
        if (lasting.contains(step) && !left.contains(step)) {
            left.add(step);
        }
    }

    private Optional<StepId> takenBackBy(StepId step) {
        return undo.stream()
                .filter(candidate -> candidate.step().id().equals(step))
                .map(UndoStep::undoes)
                .findFirst();
    }
}
