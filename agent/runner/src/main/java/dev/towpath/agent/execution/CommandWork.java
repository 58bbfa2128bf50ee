package dev.towpath.agent.execution;

import dev.towpath.agent.backfill.Tempo;
import dev.towpath.agent.inbox.Attempts;
import dev.towpath.agent.inbox.Work;
import dev.towpath.agent.ledger.Attempt;
import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.agent.ledger.Report;
import dev.towpath.agent.planning.Planning;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
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
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Performs an entry to its conclusion.
 *
 * <p>Failure semantics: when the fence or the ledger is lost nothing is concluded; the entry is the next owner's. A fault
 * of the agent itself must not leave a rollout waiting for an answer for ever: it is logged with its trace and reported by
 * rule {@code AgentFault}, in doubt where a step was being executed. What nobody waits for is a dead letter instead.
 */
public final class CommandWork implements Work {
    private static final Logger LOG = Logger.getLogger(CommandWork.class);

    private final Planning planning;
    private final StepExecution execution;
    private final Journal journal;
    private final Attempts attempts;

    public CommandWork(Planning planning, StepExecution execution, Journal journal, Attempts attempts) {
        this.planning = planning;
        this.execution = execution;
        this.journal = journal;
        this.attempts = attempts;
    }

    @Override
    public void perform(InboxEntry entry) throws InterruptedException {
        try {
            switch (entry.command()) {
                case PlanRollout plan -> planning.plan(entry, plan);
                case PreviewPlan preview -> planning.preview(entry, preview);
                case ExecuteStep step -> execution.execute(entry, step);
                case WithdrawStep withdraw -> journal.withdraw(entry, Attempt.at(withdraw));
                case ReportStep report -> journal.report(entry, Attempt.at(report));
                case ReportLedger report -> journal.report(entry, report);
                case PauseWork pause -> journal.pause(entry, pause.rolloutId());
                case ResumeWork resume -> journal.resume(entry, resume.rolloutId());
                case TuneWork(var rolloutId, var batchDuration, var pause) ->
                    journal.tune(entry, rolloutId, new Tempo(batchDuration, pause));
                case CloseRollout close -> journal.close(entry, close.rolloutId());
                case RecordAnchor anchored -> journal.anchor(entry, anchored);
            }
        } catch (TargetException failure) {
            if (failure.error() instanceof TargetError.Rejected) {
                concludeFaulty(entry, failure);
            } else {
                LOG.warnf(
                        "message_id=%s left to the next owner: %s",
                        entry.message().id(), failure.getMessage());
            }
        } catch (RuntimeException fault) {
            concludeFaulty(entry, fault);
        }
    }

    private void concludeFaulty(InboxEntry entry, RuntimeException fault) throws InterruptedException {
        LOG.errorf(
                fault,
                "message_id=%s failed by a fault of the agent",
                entry.message().id());
        try {
            String readings = entry.command() instanceof ExecuteStep step ? execution.readings(step) : "";
            Optional<Report> report = AgentFault.report(entry, fault, readings);
            if (report.isPresent()) {
                journal.conclude(entry, report.get());
            } else {
                journal.bury(entry, attempts.once(fault));
            }
        } catch (TargetException lost) {
            LOG.errorf("message_id=%s stays open: %s", entry.message().id(), lost.getMessage());
        }
    }
}
