package dev.towpath.agent.ledger;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.plan.Plan;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the work of an inbox entry ends: the entry is done, what it changed in the ledger is changed, and its outcome waits
 * to be sent, all in one transaction. Each method does nothing for an entry that was ended before, so that an answer lost
 * with the connection can be asked for again.
 */
public final class Journal {
    private final Ledger ledger;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Rollouts rollouts;
    private final Runnable told;

    /** @param told called after an outcome was committed */
    public Journal(Ledger ledger, Inbox inbox, Outbox outbox, Rollouts rollouts, Runnable told) {
        this.ledger = ledger;
        this.inbox = inbox;
        this.outbox = outbox;
        this.rollouts = rollouts;
        this.told = told;
    }

    /** Ends the entry with what came of it. */
    public void conclude(InboxEntry entry, Report report) throws InterruptedException {
        ledger.write(session -> {
            if (inbox.finish(session, entry)) {
                outbox.add(session, report);
            }
            return entry;
        });
        told.run();
    }

    /** Tells something while the entry's work goes on. */
    public void tell(Report report) throws InterruptedException {
        ledger.write(session -> {
            outbox.add(session, report);
            return report;
        });
        told.run();
    }

    /**
     * Freezes the plan and reports it, unless another open rollout works on the same table, or on anything else of the
     * plan's footprint.
     *
     * @param busy makes the report for that case
     */
    public void freeze(InboxEntry entry, RolloutId rolloutId, Plan plan, Report drafted, Function<Taken, Report> busy)
            throws InterruptedException {
        ledger.write(session -> {
            if (inbox.finish(session, entry)) {
                Optional<Taken> taken = rollouts.taken(session, rolloutId, plan.footprint());
                if (taken.isEmpty()) {
                    rollouts.freeze(session, rolloutId, plan);
                }
                outbox.add(session, taken.map(busy).orElse(drafted));
            }
            return entry;
        });
        told.run();
    }

    /** The rollout starts nothing new until {@link #resume}. */
    public void pause(InboxEntry entry, RolloutId rolloutId) throws InterruptedException {
        ledger.write(session -> {
            if (inbox.finish(session, entry)) {
                rollouts.pause(session, rolloutId);
            }
            return entry;
        });
    }

    public void resume(InboxEntry entry, RolloutId rolloutId) throws InterruptedException {
        ledger.write(session -> {
            if (inbox.finish(session, entry)) {
                rollouts.resume(session, rolloutId);
            }
            return entry;
        });
    }

    /** No owner begins the attempt from now on. Its outcome is reported by whoever has its entry. */
    public void withdraw(InboxEntry entry, Attempt attempt) throws InterruptedException {
        ledger.write(session -> {
            if (inbox.finish(session, entry)) {
                rollouts.withdraw(session, attempt);
            }
            return entry;
        });
    }

    public void close(InboxEntry entry, RolloutId rolloutId) throws InterruptedException {
        ledger.write(session -> {
            if (inbox.finish(session, entry)) {
                rollouts.close(session, rolloutId);
            }
            return entry;
        });
    }
}
