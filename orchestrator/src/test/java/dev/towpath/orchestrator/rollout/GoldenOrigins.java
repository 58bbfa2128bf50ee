package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.AgentFellSilent;
import dev.towpath.contracts.event.DatabaseEvent.AgentHeardAgain;
import dev.towpath.contracts.event.DatabaseEvent.TargetIdentified;
import dev.towpath.contracts.event.DatabaseEvent.TargetWentBack;
import dev.towpath.contracts.event.LostSteps;
import dev.towpath.contracts.event.Slot;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.spec.GateSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How the golden histories came about: each journey must still be possible, and is what wrote its history once. */
final class GoldenOrigins {
    static final Map<String, Supplier<Journey>> BY_NAME = Map.ofEntries(
            Map.entry("aborted-in-place", GoldenOrigins::aborted),
            Map.entry("doubts-resolved", GoldenOrigins::doubtful),
            Map.entry("frozen-database", GoldenOrigins::frozen),
            Map.entry("gate-with-words", GoldenOrigins::withWords),
            Map.entry("lost-outcomes", GoldenOrigins::unanswered),
            Map.entry("paused-with-its-database", GoldenOrigins::pausedWithDatabase),
            Map.entry("planned-only", GoldenOrigins::plannedOnly),
            Map.entry("refused-at-planning", GoldenOrigins::refused),
            Map.entry("rename-after-its-neighbour", GoldenOrigins::afterNeighbour),
            Map.entry("rename-after-its-parent", GoldenOrigins::afterParent),
            Map.entry("rename-with-a-budget", GoldenOrigins::withBudget),
            Map.entry("rename-with-services", GoldenOrigins::withServices),
            Map.entry("rename-with-trouble", GoldenOrigins::withTrouble),
            Map.entry("reopened-cutover", GoldenOrigins::reopened),
            Map.entry("rolled-back-after-the-hide", GoldenOrigins::rolledBack),
            Map.entry("skipped-gate", GoldenOrigins::skipped),
            Map.entry("store-went-back", GoldenOrigins::learned),
            Map.entry("target-went-back", GoldenOrigins::wentBack),
            Map.entry("unheard-agent", GoldenOrigins::unheard));

    private GoldenOrigins() {}

    /** The trigger pair is with the agent, which has built the index since. */
    private static Journey learned() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.INSTALL_PAIR);
        journey.pass(Duration.ofHours(2))
                .ask(Journey.AGENT, new RolloutCommand.LearnFromLedger(RenamePlan.throughCutover()));
        return journey.ended(RenamePlan.INSTALL_PAIR).untilCompleted();
    }

    /** Of two steps nothing is heard until somebody has the agent asked; the second is being withdrawn by then. */
    private static Journey unanswered() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
        return journey.retried()
                .ended(RenamePlan.COPY_ROWS)
                .rolledBackBy(Journey.DBA)
                .retried()
                .withdrawn()
                .untilRolledBack();
    }

    /** An old instance before the contract, evidence that expires, and a hide that is tried again. */
    private static Journey withServices() {
        Journey journey = served().untilTold(Phase.READ_NEW);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.untilGate(GatePoint.CONTRACT).pass(Duration.ofHours(2));
        journey.fleet().gone("crm-0");
        journey.look();
        journey.untilStep(RenamePlan.HIDE).pass(Duration.ofSeconds(61));
        journey.expired();
        return journey.failed(Failure.Kind.TRANSIENT).retried().untilCompleted();
    }

    private static Journey afterParent() {
        Journey journey = new Journey().begun(RenameFile.PARENT).submitted(RenameFile.following(RenameFile.PARENT));
        journey.meanwhile(new DatabaseEvent.DropAwaited(RenameFile.PARENT)).look();
        return journey.untilCompleted();
    }

    /** Seen by the agent alone, which does not know at once that the neighbour has ended. */
    private static Journey afterNeighbour() {
        Journey journey = new Journey().begun(RenameFile.NEIGHBOUR).submitted(RenameFile.open());
        journey.ask(Journey.AGENT, Journey.planConflicts(RenameFile.NEIGHBOUR));
        journey.pass(Duration.ofDays(1)).over(RenameFile.NEIGHBOUR).look();
        journey.ask(Journey.AGENT, Journey.planConflicts(RenameFile.NEIGHBOUR));
        journey.pass(Duration.ofSeconds(10)).look();
        return journey.untilCompleted();
    }

    /** Before its first step, and before a backfill that is tried again. */
    private static Journey withBudget() {
        Journey journey = new Journey()
                .begun(RenameFile.NEIGHBOUR)
                .working(RenameFile.NEIGHBOUR, Slot.STEP)
                .submitted(RenameFile.open())
                .planned(RenamePlan.plan());
        journey.pass(Duration.ofMinutes(2)).resting(RenameFile.NEIGHBOUR).look();
        journey.untilStep(RenamePlan.COPY_ROWS)
                .failed(Failure.Kind.TRANSIENT)
                .working(RenameFile.NEIGHBOUR, Slot.BACKFILL)
                .retried();
        journey.pass(Duration.ofHours(3)).resting(RenameFile.NEIGHBOUR).look();
        return journey.untilCompleted();
    }

    private static Journey rolledBack() {
        Journey journey = served().untilStep(RenamePlan.HIDE).paused().rolledBackBy(Journey.DBA);
        return journey.ended(RenamePlan.HIDE)
                .failed(Failure.Kind.BROKEN)
                .retried()
                .untilTold(Phase.READ_NEW)
                .untilRolledBack();
    }

    private static Journey served() {
        Journey journey = new Journey().submitted(RenameFile.served()).planned(RenamePlan.plan());
        journey.fleet().upToDate(journey.now());
        return journey;
    }

    private static Journey withTrouble() {
        return new Journey()
                .submitted(RenameFile.gated())
                .untilStep(RenamePlan.COPY_ROWS)
                .blockedBy("pid 7 (psql), idle in transaction for 00:01:02")
                .pass(Duration.ofSeconds(40))
                .failed(Failure.Kind.TRANSIENT)
                .retried()
                .paused()
                .failed(Failure.Kind.IN_DOUBT)
                .pass(Duration.ofMinutes(5))
                .resumed()
                .retried()
                .untilGate(GatePoint.CUTOVER)
                .approvedBy(Journey.DBA, GatePoint.CUTOVER)
                .untilCompleted();
    }

    private static Journey plannedOnly() {
        return new Journey()
                .submittedForPlan(RenameFile.gated())
                .noted("The plan is for the review on Monday.")
                .planned(RenamePlan.plan())
                .pass(Duration.ofDays(3))
                .started()
                .noted("Reviewed.")
                .untilCompleted();
    }

    /** A rejection that is withdrawn, an approval that expires, one that is withdrawn, and a soak that ends meanwhile. */
    private static Journey withWords() {
        Map<GatePoint, GateSpec> gates =
                Map.of(GatePoint.CUTOVER, new GateSpec(2, Duration.ofHours(1), Duration.ofHours(2), List.of()));
        Journey journey = new Journey()
                .submitted(RenameFile.with(gates, Duration.ZERO))
                .untilGate(GatePoint.CUTOVER)
                .approvedBy(Journey.DBA, GatePoint.CUTOVER)
                .rejectedBy(Journey.CRITIC, GatePoint.CUTOVER)
                .withdrawnBy(Journey.CRITIC, GatePoint.CUTOVER)
                .pass(Duration.ofHours(1));
        journey.look();
        journey.approvedBy(Journey.DBA, GatePoint.CUTOVER)
                .withdrawnBy(Journey.DBA, GatePoint.CUTOVER)
                .pass(Duration.ofHours(1));
        journey.look();
        return journey.untilStep(RenamePlan.BUILD_INDEX);
    }

    private static Journey aborted() {
        return new Journey()
                .submitted(RenameFile.open())
                .tuned(Duration.ofMillis(50))
                .untilStep(RenamePlan.BUILD_INDEX)
                .paused()
                .aborted(true)
                .withdrawn();
    }

    private static Journey doubtful() {
        return new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.INSTALL_PAIR)
                .failed(Failure.Kind.IN_DOUBT)
                .resolved(false)
                .failed(Failure.Kind.IN_DOUBT)
                .resolved(true)
                .untilCompleted();
    }

    private static Journey skipped() {
        return new Journey()
                .submitted(RenameFile.gated())
                .untilGate(GatePoint.CUTOVER)
                .skippedBy(Journey.DBA, GatePoint.CUTOVER);
    }

    private static Journey unheard() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
        journey.meanwhile(new AgentFellSilent(journey.now()))
                .pass(Duration.ofHours(1))
                .look();
        journey.meanwhile(new AgentHeardAgain()).look();
        return journey;
    }

    /** One freeze that is lifted, and one that ends by itself. */
    private static Journey frozen() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .frozen(Duration.ofDays(3))
                .untilGate(GatePoint.EXPAND);
        journey.pass(Duration.ofHours(1)).frozen(Duration.ofHours(5)).look();
        journey.lifted(1).look();
        journey.pass(Duration.ofHours(5)).look();
        return journey.untilStep(RenamePlan.BUILD_INDEX);
    }

    /** Submitted while the database is paused, and paused with it again in the middle, and by itself. */
    private static Journey pausedWithDatabase() {
        Journey journey = new Journey().databasePaused().submitted(RenameFile.open());
        journey.pass(Duration.ofMinutes(2)).databaseResumed().look();
        journey.untilStep(RenamePlan.COPY_ROWS).heldWithDatabase().paused().succeeded();
        journey.pass(Duration.ofMinutes(3)).databaseResumed().look();
        return journey.resumed().untilCompleted();
    }

    private static Journey reopened() {
        Journey journey = served().untilTold(Phase.READ_NEW);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.untilGate(GatePoint.CONTRACT).pass(Duration.ofMinutes(5)).reopened();
        journey.untilGate(GatePoint.CUTOVER).fleet().gone("crm-0");
        return journey.approvedBy(Journey.DBA, GatePoint.CUTOVER).untilCompleted();
    }

    /** Told by a new owner, and vouched for; then found by the agent itself, and taken back. */
    private static Journey wentBack() {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .meanwhile(new TargetIdentified("7312", 1))
                .untilGate(GatePoint.CUTOVER);
        journey.meanwhile(new TargetIdentified("7312", 2))
                .meanwhile(new TargetWentBack(List.of(new LostSteps(RenameFile.ID, List.of(RenamePlan.COPY_ROWS)))))
                .look();
        journey.pass(Duration.ofHours(2)).resolved(true).untilStep(RenamePlan.BUILD_INDEX);
        journey.ask(Journey.AGENT, Journey.lost(RenamePlan.BUILD_INDEX, RenamePlan.INSTALL_PAIR));
        return journey.pass(Duration.ofMinutes(5)).rolledBackBy(Journey.DBA).untilRolledBack();
    }

    private static Journey refused() {
        Journey journey = new Journey().submitted(RenameFile.open());
        journey.ask(Journey.AGENT, Journey.planRefused());
        return journey;
    }
}
