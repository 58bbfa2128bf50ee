package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.simulation.SimulatedTarget.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold of the target after every effect, counted beside the ledger and by no rule of the agent's. */
final class TargetLaws {
    private final World world;
    private final Map<Step, Integer> effects = new HashMap<>();
    private final Map<Step, Integer> batches = new HashMap<>();
    private int learned;
    private int left;

    TargetLaws(World world) {
        this.world = world;
    }

    /** Nothing is ever missing here that the log says to be done. */
    void holdBefore(ExecuteStep command) {
        command.after().stream()
                .map(id -> new Step(command.rolloutId(), id))
                .filter(step -> world.target().receipt(step).isEmpty())
                .forEach(step -> {
                    throw new Violation("the agent is told that " + step + " is done, and it is not");
                });
    }

    /** What a log learned is there. */
    void holdAfterLearning(RolloutId rollout, List<StepId> steps) {
        for (StepId id : steps) {
            Step step = new Step(rollout, id);
            if (effects.getOrDefault(step, 0) != 1 && batches.getOrDefault(step, 0) != StepRun.BATCHES) {
                throw new Violation("a log learned of " + step + ", which was never done");
            }
            learned++;
        }
    }

    /** How many steps were learned. */
    int learned() {
        return learned;
    }

    void holdAfterEffect(Step step, ExecuteStep command) {
        thenItWasRequested(command);
        if (effects.merge(step, 1, Integer::sum) > 1) {
            throw new Violation("the effect of " + step + " landed twice");
        }
    }

    void holdAfterBatch(Step step, ExecuteStep command, int number) {
        thenItWasRequested(command);
        if (batches.merge(step, 1, Integer::sum) != number) {
            throw new Violation("batch " + number + " of " + step + " landed out of turn, or twice");
        }
    }

    private void thenItWasRequested(ExecuteStep command) {
        RolloutId rollout = command.rolloutId();
        if (!world.laws().wasRequested(rollout, command.stepId(), command.attempt())
                && !world.restores().wasRequested(rollout, command.stepId(), command.attempt())) {
            throw new Violation("an effect of what is not recorded: " + command);
        }
        command.validUntil().filter(world.scheduler().now()::isAfter).ifPresent(until -> {
            throw new Violation("an effect after its evidence expired: " + command);
        });
    }

    /** Rows are compared only once all of them were copied. */
    void holdAtVerification(ExecuteStep command, Plan plan) {
        plan.stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(BackfillStep.class::isInstance)
                .forEach(copy -> thenAllBatchesLanded(new Step(command.rolloutId(), copy.id())));
    }

    private void thenAllBatchesLanded(Step step) {
        if (batches.getOrDefault(step, 0) != StepRun.BATCHES) {
            throw new Violation("not all batches of " + step + " landed");
        }
    }

    /** At the end: completed is done exactly once, rolled back is taken back as often as it was done. */
    void holdAtTheEnd(RolloutId rollout, RolloutState end) {
        switch (end) {
            case Completed done -> done.course().plan().stages().forEach(stage -> thenAllOf(rollout, stage));
            case RolledBack(var opened, var course) ->
                world.planOf(rollout).stages().stream()
                        .flatMap(stage -> stage.undo().stream())
                        .forEach(undo -> thenTakenBackOrNamed(rollout, undo));
            case RolloutState other -> {}
        }
    }

    private void thenAllOf(RolloutId rollout, PlannedStage stage) {
        for (var planned : stage.steps()) {
            Step step = new Step(rollout, planned.id());
            if (planned instanceof BackfillStep) {
                thenAllBatchesLanded(step);
            } else if (!(planned instanceof VerifyStep) && effects.getOrDefault(step, 0) != 1) {
                throw new Violation(rollout + " is completed without " + planned.id());
            }
        }
    }

    /** What a log had forgotten when it was rolled back is named to whoever reads the database's history. */
    private void thenTakenBackOrNamed(RolloutId rollout, UndoStep undo) {
        int done = effects.getOrDefault(new Step(rollout, undo.undoes()), 0);
        int takenBack = effects.getOrDefault(new Step(rollout, undo.step().id()), 0);
        boolean isNamed = world.laws().isNamed(new Step(rollout, undo.undoes()));
        if (done > takenBack && isNamed) {
            left++;
        } else if (done > takenBack) {
            throw new Violation(rollout + " is rolled back, and " + undo.undoes() + " is still there");
        }
    }

    /** How many steps were left behind, and named. */
    int left() {
        return left;
    }
}
