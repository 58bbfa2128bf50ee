package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.orchestrator.simulation.SimulatedInbox.Entry;
import dev.towpath.orchestrator.simulation.SimulatedTarget.Attempt;
import dev.towpath.orchestrator.simulation.SimulatedTarget.Step;
import java.time.Duration;

/**
 * How an attempt ended, said once more under the identity of its end, as the agent's {@code Ends} say it from the ledger.
 * Nothing while the attempt's entry is open. Each method is called within one transaction.
 */
final class LateEnds {
    private final SimulatedTarget target;
    private final OutcomePublishing publishing;

    LateEnds(SimulatedTarget target, OutcomePublishing publishing) {
        this.target = target;
        this.publishing = publishing;
    }

    void asked(Entry question, Attempt attempt) {
        say(question, attempt, ReportStep.END_UNKNOWN);
    }

    void withdrawn(Entry withdrawal, Attempt attempt) {
        say(withdrawal, attempt, WithdrawStep.WITHDRAWN);
    }

    private void say(Entry cause, Attempt attempt, String ruleWithoutReceipt) {
        if (target.open().stream().noneMatch(entry -> isAt(entry, attempt))) {
            Outcome end = end(attempt, ruleWithoutReceipt);
            publishing.add(cause, identity(cause, attempt, end), end);
        }
    }

    private Outcome end(Attempt attempt, String ruleWithoutReceipt) {
        return target.receipt(new Step(attempt.rollout(), attempt.step()))
                .<Outcome>map(receipt -> new StepSucceeded(
                        attempt.rollout(),
                        attempt.step(),
                        attempt.number(),
                        receipt != attempt.number(),
                        1,
                        Duration.ZERO,
                        Duration.ofMillis(3),
                        0,
                        "learned from the receipt in the ledger"))
                .orElseGet(() -> new StepFailed(
                        attempt.rollout(),
                        attempt.step(),
                        attempt.number(),
                        new Failure(
                                Failure.Kind.TRANSIENT,
                                ruleWithoutReceipt,
                                "simulated",
                                attempt.step().value())));
    }

    /** One identity for each of both ends of an attempt in each history, whoever reports it and how often. */
    static String identity(Entry cause, Attempt attempt, Outcome end) {
        String id = attempt.rollout() + "/" + attempt.step() + "/" + attempt.number()
                + (end instanceof StepSucceeded ? "/step-succeeded" : "/step-failed");
        return OutcomePublishing.in(cause, id);
    }

    static boolean isAt(Entry entry, Attempt attempt) {
        return entry.message().data() instanceof ExecuteStep step
                && new Attempt(step.rolloutId(), step.stepId(), step.attempt()).equals(attempt);
    }
}
