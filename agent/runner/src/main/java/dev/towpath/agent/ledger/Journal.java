package dev.towpath.agent.ledger;

import dev.towpath.agent.backfill.Tempo;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import java.util.Map;
import java.util.Optional;

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
    private final Letters letters;
    private final Ends ends;
    private final Runnable told;

    /** @param told called after an outcome was committed */
    public Journal(
            Ledger ledger, Inbox inbox, Outbox outbox, Rollouts rollouts, Letters letters, Ends ends, Runnable told) {
        this.ledger = ledger;
        this.inbox = inbox;
        this.outbox = outbox;
        this.rollouts = rollouts;
        this.letters = letters;
        this.ends = ends;
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

    /** Ends an entry that nobody can carry out, and nobody waits for: it is a dead letter, and the others go on. */
    public void bury(InboxEntry entry, DeadReason reason) throws InterruptedException {
        ledger.write(session -> letters.bury(session, entry.position(), reason));
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
     * Freezes the plan and reports it, if the other open rollouts are still those that it was made beside; says whether
     * they are. If not, nothing was done: the plan has to be made anew.
     */
    public boolean freeze(
            InboxEntry entry, RolloutId rolloutId, Plan plan, Map<RolloutId, Footprint> beside, Report drafted)
            throws InterruptedException {
        boolean same = ledger.write(session -> {
            if (!rollouts.settledOthers(session, rolloutId).equals(beside)) {
                return false;
            }
            if (inbox.finish(session, entry)) {
                rollouts.freeze(session, entry, rolloutId, plan);
                outbox.add(session, drafted);
            }
            return true;
        });
        told.run();
        return same;
    }

    /** What holds the rollout, by the ledger. */
    public Rollouts.Held held(RolloutId rolloutId) throws InterruptedException {
        return rollouts.held(rolloutId);
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

    /** Whatever the plan says, also for later owners. */
    public void tune(InboxEntry entry, RolloutId rolloutId, Tempo tempo) throws InterruptedException {
        ledger.write(session -> {
            if (inbox.finish(session, entry)) {
                rollouts.tune(session, rolloutId, tempo);
            }
            return entry;
        });
    }

    /**
     * No owner begins the attempt from now on. Its outcome is reported by whoever has its entry; if it has ended already,
     * its end is said again.
     */
    public void withdraw(InboxEntry entry, Attempt attempt) throws InterruptedException {
        ledger.write(session -> {
            if (inbox.finish(session, entry)) {
                rollouts.withdraw(session, attempt, entry.message().sequence());
                say(session, entry, attempt, ends.withdrawn(session, attempt));
            }
            return entry;
        });
        told.run();
    }

    /** Says again how the attempt ended; nothing while it is under way. */
    public void report(InboxEntry entry, Attempt attempt) throws InterruptedException {
        ledger.write(session -> {
            if (inbox.finish(session, entry)) {
                say(session, entry, attempt, ends.asked(session, attempt));
            }
            return entry;
        });
        told.run();
    }

    private void say(TargetSession session, InboxEntry entry, Attempt attempt, Optional<Outcome> end)
            throws InterruptedException {
        if (end.isPresent()) {
            outbox.add(session, Report.ofEnd(attempt, entry, end.get()));
        }
    }

    /** Says what the ledger knows of its rollouts. */
    public void report(InboxEntry entry, ReportLedger asked) throws InterruptedException {
        ledger.write(session -> {
            if (inbox.finish(session, entry)) {
                String id = "ledger/" + entry.message().id().id();
                Outcome answer = Accounts.since(session, asked.database(), asked.since());
                outbox.add(session, new Report(id, asked.database().value(), false, entry.message(), answer));
            }
            return entry;
        });
        told.run();
    }

    /** The target bears witness from now on: see {@link Anchors}. */
    public void anchor(InboxEntry entry, RecordAnchor anchored) throws InterruptedException {
        ledger.write(session -> {
            if (inbox.finish(session, entry)) {
                Anchors.keep(session, anchored);
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
