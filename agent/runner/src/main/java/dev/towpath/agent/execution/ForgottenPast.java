package dev.towpath.agent.execution;

import dev.towpath.agent.ledger.Attempt;
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
import java.util.stream.Collectors;

/**
 * What the ledger knows and the orchestrator, whose store was put back, may not: judged before a step of a later history is
 * begun. What has a receipt of its own ends by that.
 *
 * @param proven the steps of the rollout that have a receipt
 */
record ForgottenPast(Plan plan, Set<StepId> proven) {
    /** What the step ends with; nothing if it may begin. */
    Optional<Outcome> end(ExecuteStep command) {
        StepId id = command.stepId();
        Optional<UndoStep> undo =
                undo().stream().filter(back -> back.step().id().equals(id)).findFirst();
        if (undo.isPresent()) {
            return proven.contains(id)
                    ? Optional.empty()
                    : refused(
                            command,
                            notYet(undo.get()),
                            "is done, and is to be taken back first; retry once that is known");
        }
        List<StepId> taken = undo().stream()
                .map(back -> back.step().id())
                .filter(proven::contains)
                .toList();
        if (!taken.isEmpty()) {
            return refused(command, taken, "took back what had been done: roll the rollout back");
        }
        return proven.contains(id) ? Optional.empty() : comparedBefore(command);
    }

    /** Whatever follows a comparison was begun because it had found no difference; by now it may compare what is gone. */
    private Optional<Outcome> comparedBefore(ExecuteStep command) {
        List<Step> steps = plan.stages().stream()
                .flatMap(planned -> planned.steps().stream())
                .toList();
        return steps.stream()
                .dropWhile(step -> !step.id().equals(command.stepId()))
                .skip(1)
                .filter(step -> proven.contains(step.id()))
                .filter(later -> plan.step(command.stepId()).orElseThrow() instanceof VerifyStep)
                .findFirst()
                .map(later -> new StepSucceeded(
                        command.rolloutId(),
                        command.stepId(),
                        command.attempt(),
                        true,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        "learned from the receipt of " + later.id() + ", which came after it"));
    }

    /** What is done and is taken back before {@code undo}, the newest stage first. */
    private List<StepId> notYet(UndoStep undo) {
        return undo().stream()
                .takeWhile(back -> !back.equals(undo))
                .filter(back -> !(back.step() instanceof VerifyStep))
                .filter(back -> proven.contains(back.undoes()))
                .filter(back -> !proven.contains(back.step().id()))
                .map(UndoStep::undoes)
                .distinct()
                .toList();
    }

    private List<UndoStep> undo() {
        return plan.stages().reversed().stream()
                .map(PlannedStage::undo)
                .flatMap(List::stream)
                .toList();
    }

    private static Optional<Outcome> refused(ExecuteStep command, List<StepId> steps, String what) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        String names = steps.stream().map(StepId::value).collect(Collectors.joining(", "));
        Attempt attempt = Attempt.at(command);
        Failure failure = new Failure(
                Failure.Kind.REFUSED,
                ReportLedger.STORE_WENT_BACK,
                "by the receipts in the ledger " + names + " " + what,
                attempt.stepId().value());
        return Optional.of(new StepFailed(attempt.rolloutId(), attempt.stepId(), attempt.number(), failure));
    }
}
