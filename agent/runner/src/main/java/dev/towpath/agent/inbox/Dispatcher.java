package dev.towpath.agent.inbox;

import dev.towpath.agent.backfill.Tempo;
import dev.towpath.agent.ledger.Attempt;
import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.contracts.RolloutId;
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
import dev.towpath.contracts.letter.DeadReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives due entries to the worker of their rollout. Pause, resume, tune, withdraw and report do not queue behind the step that
 * they are about, nor an anchor behind anything: they take effect here and now. A withdrawn step has a worker of its own, so that it ends at once, whatever its
 * rollout is busy with. Confined to one thread at a time.
 */
public final class Dispatcher implements AutoCloseable {
    private final Journal journal;
    private final Holds holds;
    private final Tempos tempos;
    private final RolloutWorkers workers;
    private final Attempts attempts;
    /** The latest history of a rollout that has more than one. */
    private final Map<String, Integer> histories = new HashMap<>();

    public Dispatcher(Journal journal, Holds holds, Tempos tempos, Attempts attempts, Work work) {
        this.journal = journal;
        this.attempts = attempts;
        this.holds = holds;
        this.tempos = tempos;
        this.workers = new RolloutWorkers(work);
    }

    /** What an owner finds open when it begins: withdrawals come first, so that no withdrawn attempt is begun. */
    public void takeUp(List<InboxEntry> open) throws InterruptedException {
        for (InboxEntry entry : open) {
            if (entry.command() instanceof WithdrawStep) {
                dispatch(entry);
            }
        }
        for (InboxEntry entry : open) {
            if (!(entry.command() instanceof WithdrawStep)) {
                dispatch(entry);
            }
        }
    }

    /** An entry that takes effect here, and fails here so often, is a dead letter; those behind it are dispatched. */
    public void dispatch(InboxEntry entry) throws InterruptedException {
        Optional<DeadReason> dead = attempts.at(() -> {
            begin(entry);
            return Optional.empty();
        });
        if (dead.isPresent()) {
            journal.bury(entry, dead.get());
        }
    }

    private void begin(InboxEntry entry) throws InterruptedException {
        if (entry.history() > histories.getOrDefault(entry.message().subject(), 0)) {
            follow(entry);
        }
        switch (entry.command()) {
            case PauseWork pause -> {
                holds.pause(pause.rolloutId());
                journal.pause(entry, pause.rolloutId());
            }
            case ResumeWork resume -> {
                journal.resume(entry, resume.rolloutId());
                holds.resume(resume.rolloutId());
            }
            case TuneWork(var rolloutId, var batchDuration, var pause) -> {
                Tempo tempo = new Tempo(batchDuration, pause);
                tempos.tune(rolloutId, tempo);
                journal.tune(entry, rolloutId, tempo);
            }
            case ReportStep report -> journal.report(entry, Attempt.at(report));
            case ReportLedger report -> journal.report(entry, report);
            case RecordAnchor anchored -> journal.anchor(entry, anchored);
            case WithdrawStep withdraw -> withdraw(entry, Attempt.at(withdraw));
            case PlanRollout plan -> workers.give(plan.rolloutId().toString(), entry);
            case ExecuteStep step -> workers.give(lane(Attempt.at(step)), entry);
            case CloseRollout close -> workers.give(close.rolloutId().toString(), entry);
            case PreviewPlan preview -> workers.give("preview/" + preview.requestId(), entry);
        }
    }

    /** In another history other attempts were withdrawn, and other pauses were made. */
    private void follow(InboxEntry entry) throws InterruptedException {
        RolloutId rolloutId = RolloutId.parse(entry.message().subject());
        holds.replace(rolloutId, journal.held(rolloutId));
        histories.put(entry.message().subject(), entry.history());
    }

    private void withdraw(InboxEntry entry, Attempt attempt) throws InterruptedException {
        String before = lane(attempt);
        holds.withdraw(attempt);
        workers.move(before, waiting -> isAt(waiting, attempt), lane(attempt));
        journal.withdraw(entry, attempt);
    }

    private String lane(Attempt attempt) {
        RolloutId rolloutId = attempt.rolloutId();
        return holds.withdrawn(attempt) ? rolloutId + "/withdrawn" : rolloutId.toString();
    }

    private static boolean isAt(InboxEntry entry, Attempt attempt) {
        return entry.command() instanceof ExecuteStep step && Attempt.at(step).equals(attempt);
    }

    /** Interrupts all work and waits until it has stopped. */
    @Override
    public void close() throws InterruptedException {
        workers.close();
    }
}
