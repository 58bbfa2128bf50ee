package dev.towpath.agent.planning;

import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.agent.ledger.Ledger;
import dev.towpath.agent.ledger.Report;
import dev.towpath.agent.ledger.Taken;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.PlanPreviewed;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.PlanResult;
import dev.towpath.planner.Planner;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.catalog.SnapshotQuery;
import dev.towpath.planner.trial.ColumnTrial;
import dev.towpath.planner.trial.TrialScript;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answers PlanRollout and PreviewPlan. A plan is frozen together with its outcome; of two open rollouts on one table, or
 * on one constraint between two tables, the later is refused by rule {@code TableBusy}.
 */
public final class Planning {
    /** Longest time that the client waits; the server ends each statement of the session earlier. */
    private static final Duration TRIAL_BOUND = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Journal journal;

    public Planning(Ledger ledger, Journal journal) {
        this.ledger = ledger;
        this.journal = journal;
    }

    /** Plans and freezes. */
    public void plan(InboxEntry entry, PlanRollout command) throws InterruptedException {
        RolloutId rolloutId = command.rolloutId();
        switch (draft(rolloutId, command.rollout())) {
            case PlanResult.Refused(Failure failure) ->
                journal.conclude(entry, report(entry, rolloutId, new PlanRefused(rolloutId, failure)));
            case PlanResult.Planned(Plan plan) ->
                journal.freeze(
                        entry,
                        rolloutId,
                        plan,
                        report(entry, rolloutId, new PlanDrafted(rolloutId, plan)),
                        taken -> report(entry, rolloutId, new PlanRefused(rolloutId, busy(taken))));
        }
    }

    /** Plans and tells; records nothing. */
    public void preview(InboxEntry entry, PreviewPlan command) throws InterruptedException {
        RolloutSpec spec = command.rollout();
        RolloutId wouldBe = new RolloutId(spec.database(), spec.revision(), 1);
        PlanPreviewed previewed =
                switch (draft(wouldBe, spec)) {
                    case PlanResult.Planned(Plan plan) ->
                        new PlanPreviewed(command.requestId(), List.of(plan), List.of());
                    case PlanResult.Refused(Failure failure) ->
                        new PlanPreviewed(command.requestId(), List.of(), List.of(failure));
                };
        String subject = spec.database().value();
        journal.conclude(
                entry, new Report("preview/" + command.requestId(), subject, false, entry.message(), previewed));
    }

    private PlanResult draft(RolloutId rolloutId, RolloutSpec spec) throws InterruptedException {
        SchemaChange change = spec.changes().getFirst();
        try {
            String snapshot = ledger.read(session -> session.row(SnapshotQuery.sql(), change.schema(), change.table())
                    .orElseThrow()
                    .getString(0));
            return Planner.plan(rolloutId, spec, CatalogSnapshot.parse(snapshot), tried(rolloutId, change));
        } catch (TargetException failure) {
            if (failure.error() instanceof TargetError.Rejected refused) {
                String detail = "SQLSTATE " + refused.sqlState() + ": " + refused.detail();
                return new PlanResult.Refused(new Failure(Failure.Kind.REFUSED, "CatalogUnreadable", detail, ""));
            }
            throw failure;
        }
    }

    /** What the engine makes of it, where the planner wants to know; nothing of it stays. */
    private List<ColumnTrial> tried(RolloutId rolloutId, SchemaChange change) throws InterruptedException {
        Optional<String> script = TrialScript.of(rolloutId, change);
        if (script.isEmpty()) {
            return List.of();
        }
        RowSet<Row> answer = ledger.read(session -> session.script(script.get(), TRIAL_BOUND));
        while (answer.next() != null) {
            answer = answer.next();
        }
        return List.of(ColumnTrial.parse(answer.iterator().next().getString(0)));
    }

    private static Failure busy(Taken taken) {
        return new Failure(
                Failure.Kind.REFUSED,
                "TableBusy",
                "rollout " + taken.rollout() + " is open on " + taken.object() + "; submit again when it has ended",
                "");
    }

    private static Report report(InboxEntry entry, RolloutId rolloutId, Outcome outcome) {
        return new Report(rolloutId + "/plan", rolloutId.toString(), true, entry.message(), outcome);
    }
}
