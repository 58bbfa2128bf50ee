package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.plan.VerifyStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the ledger knows and the log may not, before a step of a later history: as the agent's {@code ForgottenPast}. */
record ForgottenPast(Plan plan, Set<StepId> proven) {
    /** What the step ends with; nothing if it may begin. */
    Optional<Outcome> end(ExecuteStep command) {
        StepId id = command.stepId();
        if (proven.contains(id)) {
            return Optional.empty();
        }
        List<UndoStep> undo = plan.stages().reversed().stream()
                .map(PlannedStage::undo)
                .flatMap(List::stream)
                .toList();
        boolean takesBack = undo.stream().anyMatch(back -> back.step().id().equals(id));
        boolean refused = takesBack
                ? undo.stream()
                        .takeWhile(back -> !back.step().id().equals(id))
                        .anyMatch(newer -> proven.contains(newer.undoes())
                                && !proven.contains(newer.step().id()))
                : undo.stream().anyMatch(back -> proven.contains(back.step().id()));
        return refused ? Optional.of(refusal(command)) : comparedBefore(command, takesBack);
    }

    private Optional<Outcome> comparedBefore(ExecuteStep command, boolean takesBack) {
        boolean isPassed = !takesBack
                && plan.step(command.stepId()).orElseThrow() instanceof VerifyStep
                && plan.stages().stream()
                        .flatMap(planned -> planned.steps().stream())
                        .map(Step::id)
                        .dropWhile(step -> !step.equals(command.stepId()))
                        .anyMatch(proven::contains);
        return isPassed
                ? Optional.of(new StepSucceeded(
                        command.rolloutId(),
                        command.stepId(),
                        command.attempt(),
                        true,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        "learned from the receipt of what came after it"))
                : Optional.empty();
    }

    private static Outcome refusal(ExecuteStep command) {
        return new StepFailed(
                command.rolloutId(),
                command.stepId(),
                command.attempt(),
                new Failure(
                        Failure.Kind.REFUSED,
                        ReportLedger.STORE_WENT_BACK,
                        "simulated",
                        command.stepId().value()));
    }
}
