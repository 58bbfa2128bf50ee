package dev.towpath.agent.inbox;

import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.WithdrawStep;

/**
 * Gives due entries to the worker of their rollout. Pause and resume do not queue behind the step that they are about:
 * they take effect here and now.
 */
public final class Dispatcher implements AutoCloseable {
    private final Journal journal;
    private final Holds holds;
    private final RolloutWorkers workers;

    public Dispatcher(Journal journal, Holds holds, Work work) {
        this.journal = journal;
        this.holds = holds;
        this.workers = new RolloutWorkers(work);
    }

    public void dispatch(InboxEntry entry) throws InterruptedException {
        switch (entry.command()) {
            case PauseWork pause -> {
                holds.pause(pause.rolloutId());
                journal.pause(entry, pause.rolloutId());
            }
            case ResumeWork resume -> {
                journal.resume(entry, resume.rolloutId());
                holds.resume(resume.rolloutId());
            }
            case PlanRollout plan -> workers.give(plan.rolloutId().toString(), entry);
            case ExecuteStep step -> workers.give(step.rolloutId().toString(), entry);
            case WithdrawStep withdraw -> workers.give(withdraw.rolloutId().toString(), entry);
            case CloseRollout close -> workers.give(close.rolloutId().toString(), entry);
            case PreviewPlan preview -> workers.give("preview/" + preview.requestId(), entry);
        }
    }

    /** Interrupts all work and waits until it has stopped. */
    @Override
    public void close() throws InterruptedException {
        workers.close();
    }
}
