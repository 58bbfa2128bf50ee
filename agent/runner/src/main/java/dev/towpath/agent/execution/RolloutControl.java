package dev.towpath.agent.execution;

import dev.towpath.agent.backfill.Tempo;
import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.inbox.Holds;
import dev.towpath.agent.inbox.Tempos;
import dev.towpath.agent.ledger.Attempt;
import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.agent.ledger.Report;
import dev.towpath.agent.report.Announcements;
import dev.towpath.agent.stage.StepControl;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.outcome.BackfillProgress;
import dev.towpath.contracts.outcome.StepBlocked;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The strings between one running step and the agent. */
final class RolloutControl implements StepControl {
    private final InboxEntry entry;
    private final ExecuteStep command;
    private final Holds holds;
    private final Tempos tempos;
    private final Journal journal;
    private final Announcements announcements;
    private final AgentMetrics metrics;
    private long counted = -1;

    RolloutControl(
            InboxEntry entry,
            ExecuteStep command,
            Holds holds,
            Tempos tempos,
            Journal journal,
            Announcements announcements,
            AgentMetrics metrics) {
        this.entry = entry;
        this.command = command;
        this.holds = holds;
        this.tempos = tempos;
        this.journal = journal;
        this.announcements = announcements;
        this.metrics = metrics;
    }

    @Override
    public boolean held() {
        return holds.held(attempt());
    }

    @Override
    public boolean withdrawn() {
        return holds.withdrawn(attempt());
    }

    @Override
    public void awaitRelease() throws InterruptedException {
        holds.awaitRelease(attempt());
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        holds.awaitHold(attempt(), duration);
    }

    @Override
    public Optional<Tempo> tempo() {
        return tempos.of(rollout());
    }

    @Override
    public void blocked(String blocker, int attempts) {
        StepBlocked blocked = new StepBlocked(rollout(), command.stepId(), command.attempt(), blocker, attempts);
        String id = rollout() + "/" + command.stepId() + "/" + command.attempt() + "/step-blocked/" + UUID.randomUUID();
        try {
            journal.tell(new Report(id, rollout().toString(), true, entry.message(), blocked));
        } catch (InterruptedException stopping) {
            // the step notices at its next wait
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void progress(BackfillProgress progress) {
        long before = counted < 0 ? progress.rowsDone() - progress.batchRows() : counted;
        metrics.backfilled(Math.max(0, progress.rowsDone() - before));
        counted = progress.rowsDone();
        announcements.progress(progress);
    }

    private Attempt attempt() {
        return Attempt.at(command);
    }

    private RolloutId rollout() {
        return command.rolloutId();
    }
}
