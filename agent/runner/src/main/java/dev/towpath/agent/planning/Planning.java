package dev.towpath.agent.planning;

import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.agent.ledger.Ledger;
import dev.towpath.agent.ledger.Receipts;
import dev.towpath.agent.ledger.Report;
import dev.towpath.agent.ledger.Rollouts;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.PlanPreviewed;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.PlanResult;
import dev.towpath.planner.Planner;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.catalog.SnapshotQuery;
import dev.towpath.planner.neighbour.Neighbours;
import dev.towpath.planner.trial.ColumnTrial;
import dev.towpath.planner.trial.TrialScript;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Answers PlanRollout and PreviewPlan. A plan is frozen together with its outcome, and only beside the very rollouts that
 * it was made beside; one that needs what an open rollout changes is refused by rule {@code FootprintTaken}, naming both.
 */
public final class Planning {
    private static final Logger LOG = Logger.getLogger(Planning.class);

    /** Longest time that the client waits; the server ends each statement of the session earlier. */
    private static final Duration TRIAL_BOUND = Duration.ofMinutes(1);

    /** While neighbours change the catalog, an object of theirs may be gone before it is described. */
    private static final int READINGS = 10;

    private static final String BEGUN =
            "the ledger has receipts of this rollout by another file, which the orchestrator has"
                    + " forgotten; submit it by that file";

    private final Ledger ledger;
    private final Rollouts rollouts;
    private final Journal journal;

    public Planning(Ledger ledger, Rollouts rollouts, Journal journal) {
        this.ledger = ledger;
        this.rollouts = rollouts;
        this.journal = journal;
    }

    /** Plans and freezes. */
    public void plan(InboxEntry entry, PlanRollout command) throws InterruptedException {
        if (entry.history() > 0 && knownAlready(entry, command)) {
            return;
        }
        while (!answered(entry, command)) {
            LOG.infof("rollout=%s planned anew: other rollouts were opened or closed meanwhile", command.rolloutId());
        }
    }

    /**
     * An orchestrator whose store was put back asks for a plan that it had: what was begun by it goes on by it, and by no
     * other, since the catalog shows what was done.
     */
    private boolean knownAlready(InboxEntry entry, PlanRollout command) throws InterruptedException {
        RolloutId rolloutId = command.rolloutId();
        Optional<Plan> frozen = rollouts.plan(rolloutId);
        if (frozen.isEmpty()) {
            return false;
        }
        boolean another = rollouts.madeOfAnotherFile(rolloutId, entry);
        if (another && !Receipts.any(ledger, rolloutId)) {
            return false;
        }
        Outcome answer = another
                ? new PlanRefused(rolloutId, new Failure(Failure.Kind.REFUSED, ReportLedger.STORE_WENT_BACK, BEGUN, ""))
                : new PlanDrafted(rolloutId, frozen.get());
        journal.conclude(entry, Report.ofPlanning(rolloutId, entry, answer));
        return true;
    }

    /** The others are read before the catalog: whatever came between is found when the plan is frozen. */
    private boolean answered(InboxEntry entry, PlanRollout command) throws InterruptedException {
        RolloutId rolloutId = command.rolloutId();
        Map<RolloutId, Footprint> beside = rollouts.others(rolloutId);
        switch (draft(rolloutId, command.rollout(), beside)) {
            case PlanResult.Refused(Failure failure, List<Conflict> conflicts) -> {
                journal.conclude(
                        entry, Report.ofPlanning(rolloutId, entry, new PlanRefused(rolloutId, failure, conflicts)));
                return true;
            }
            case PlanResult.Planned(Plan plan) -> {
                Report drafted = Report.ofPlanning(rolloutId, entry, new PlanDrafted(rolloutId, plan));
                return journal.freeze(entry, rolloutId, plan, beside, drafted);
            }
        }
    }

    /** Plans and tells; records nothing. */
    public void preview(InboxEntry entry, PreviewPlan command) throws InterruptedException {
        RolloutSpec spec = command.rollout();
        RolloutId wouldBe = new RolloutId(spec.database(), spec.revision(), 1);
        PlanPreviewed previewed =
                switch (draft(wouldBe, spec, rollouts.others(wouldBe))) {
                    case PlanResult.Planned(Plan plan) ->
                        new PlanPreviewed(command.requestId(), List.of(plan), List.of());
                    case PlanResult.Refused(Failure failure, List<Conflict> conflicts) ->
                        new PlanPreviewed(command.requestId(), List.of(), List.of(failure));
                };
        String subject = spec.database().value();
        journal.conclude(
                entry, new Report("preview/" + command.requestId(), subject, false, entry.message(), previewed));
    }

    private PlanResult draft(RolloutId rolloutId, RolloutSpec spec, Map<RolloutId, Footprint> beside)
            throws InterruptedException {
        SchemaChange change = spec.changes().getFirst();
        for (int reading = 1; ; reading++) {
            try {
                String snapshot =
                        ledger.read(session -> session.row(SnapshotQuery.sql(), change.schema(), change.table())
                                .orElseThrow()
                                .getString(0));
                return Planner.plan(
                        rolloutId,
                        spec,
                        CatalogSnapshot.parse(snapshot),
                        tried(rolloutId, change),
                        Neighbours.of(beside));
            } catch (IllegalArgumentException halfGone) {
                if (beside.isEmpty() || reading == READINGS) {
                    throw halfGone;
                }
            } catch (TargetException failure) {
                if (!(failure.error() instanceof TargetError.Rejected refused)) {
                    throw failure;
                }
                if (beside.isEmpty() || reading == READINGS) {
                    String detail = "SQLSTATE " + refused.sqlState() + ": " + refused.detail();
                    return new PlanResult.Refused(new Failure(Failure.Kind.REFUSED, "CatalogUnreadable", detail, ""));
                }
            }
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
}
