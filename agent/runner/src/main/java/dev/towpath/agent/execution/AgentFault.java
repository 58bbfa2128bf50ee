package dev.towpath.agent.execution;

import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Report;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.TuneWork;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.PlanPreviewed;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.outcome.StepFailed;
import java.util.List;
import java.util.Optional;

/** What is reported when the agent itself failed. Names the kind of fault, never its message, which may quote data. */
final class AgentFault {
    private static final String RULE = "AgentFault";

    private AgentFault() {}

    /**
     * Nothing for commands that nobody waits for: they are dead letters.
     *
     * @param readings what ledger and catalog say of the step, if one was being executed
     */
    static Optional<Report> report(InboxEntry entry, RuntimeException fault, String readings) {
        String detail = fault.getClass().getSimpleName() + "; see the agent's log for message "
                + entry.message().id();
        return switch (entry.command()) {
            case PlanRollout plan -> {
                Failure failure = new Failure(Failure.Kind.REFUSED, RULE, detail, "");
                yield Optional.of(
                        Report.ofPlanning(plan.rolloutId(), entry, new PlanRefused(plan.rolloutId(), failure)));
            }
            case PreviewPlan preview -> {
                Failure failure = new Failure(Failure.Kind.REFUSED, RULE, detail, "");
                yield Optional.of(new Report(
                        "preview/" + preview.requestId(),
                        preview.rollout().database().value(),
                        false,
                        entry.message(),
                        new PlanPreviewed(preview.requestId(), List.of(), List.of(failure))));
            }
            case ExecuteStep step -> {
                Failure failure = new Failure(
                        Failure.Kind.IN_DOUBT,
                        RULE,
                        detail + readings,
                        step.stepId().value());
                yield Optional.of(StepExecution.report(
                        entry, step, new StepFailed(step.rolloutId(), step.stepId(), step.attempt(), failure)));
            }
            case WithdrawStep withdraw -> Optional.empty();
            case ReportStep report -> Optional.empty();
            case ReportLedger report -> Optional.empty();
            case PauseWork pause -> Optional.empty();
            case ResumeWork resume -> Optional.empty();
            case TuneWork tune -> Optional.empty();
            case CloseRollout close -> Optional.empty();
            case RecordAnchor anchored -> Optional.empty();
        };
    }
}
