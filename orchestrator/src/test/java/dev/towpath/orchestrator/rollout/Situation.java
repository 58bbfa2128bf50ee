package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.AgentFellSilent;
import dev.towpath.contracts.event.LostSteps;
import dev.towpath.contracts.event.Slot;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.orchestrator.rollout.state.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A state of a rollout that answers commands in its own way: the columns of the state x command table. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
enum Situation {
    NO_ROLLOUT("no rollout", Journey::new),
    PLANNING("planning", Situation::submitted),
    PLANNING_PAUSED("planning, paused", () -> submitted().paused()),
    PLANNING_ONLY("planning, to be planned only", () -> new Journey().submittedForPlan(RenameFile.gated())),
    PLANNED_ONLY("planned, not started", Situation::plannedOnly),
    PLANNED_ONLY_PAUSED("planned, not started, paused", () -> plannedOnly().paused()),
    HELD_BACK("waiting for a revision before it is planned", Situation::heldBack),
    HELD_BACK_PAUSED("waiting for a revision before it is planned, paused", () -> heldBack()
            .paused()),
    BESIDE("waiting for another rollout before it is planned", Situation::beside),
    BESIDE_PAUSED("waiting for another rollout before it is planned, paused", () -> beside().paused()),
    HELD_WITH_DATABASE(
            "planning, paused with its database",
            () -> new Journey().databasePaused().submitted(RenameFile.gated())),
    QUEUED("waiting for room on the database", Situation::queued),
    QUEUED_PAUSED("waiting for room on the database, paused", () -> queued().paused()),
    WAITING_FOR_APPROVAL("waiting for an approval", Situation::atCutover),
    WAITING_FOR_APPROVAL_PAUSED(
            "waiting for an approval, paused", () -> atCutover().paused()),
    WAITING_FOR_TIME("waiting for a clock", Situation::atDrop),
    WAITING_FOR_TIME_PAUSED("waiting for a clock, paused", () -> atDrop().paused()),
    REJECTED("waiting at a gate that somebody rejected", () -> atCutover()
            .rejectedBy(Journey.CRITIC, GatePoint.CUTOVER)),
    SKIPPED("waiting at a gate that somebody skipped", Situation::skipped),
    CUT_OVER("waiting for services to follow phase read_new", () -> served().untilTold(Phase.READ_NEW)
            .everybodyFollows()),
    REOPENED("waiting for services to go back after cutover was reopened", Situation::reopened),
    FROZEN("waiting at a gate of a database that is frozen", Situation::frozen),
    APPROVAL_OLD("waiting, an approval has grown too old", () -> atDrop().pass(GateSpec.APPROVALS_EXPIRE)),
    RUNNING("running, second attempt", Situation::secondAttempt),
    RUNNING_UNHEARD("running, second attempt, nothing is heard of its agent", Situation::unheard),
    RUNNING_PAUSED("running, second attempt, paused", () -> secondAttempt().paused()),
    RUNNING_PAUSED_WITH_DATABASE("running, second attempt, paused with its database", () -> secondAttempt()
            .heldWithDatabase()),
    FAILED_PAUSED_TWICE(
            "failed, second attempt, paused itself and with its database",
            () -> secondAttempt().failed(Failure.Kind.BROKEN).paused().heldWithDatabase()),
    UNDOING_PAUSED_WITH_DATABASE("rolling back, undo step, second attempt, paused with its database", () -> undoing()
            .heldWithDatabase()),
    DATABASE_RESUMED(
            "waiting for an approval, its database was resumed just now",
            () -> atCutover().heldWithDatabase().databaseResumed()),
    RUNNING_BEFORE_GATE("running, last step before a gate", () -> secondAttemptOf(RenamePlan.VERIFY_ROWS)),
    RUNNING_LAST("running, last step of all", () -> secondAttemptOf(RenamePlan.DROP)),
    BETWEEN_STEPS_PAUSED(
            "between two steps, paused", () -> secondAttempt().paused().succeeded()),
    FAILED("failed, second attempt", () -> secondAttempt().failed(Failure.Kind.BROKEN)),
    FAILED_PAUSED(
            "failed, second attempt, paused",
            () -> secondAttempt().failed(Failure.Kind.BROKEN).paused()),
    IN_DOUBT("in doubt, second attempt", () -> secondAttempt().failed(Failure.Kind.IN_DOUBT)),
    IN_DOUBT_PAUSED(
            "in doubt, second attempt, paused",
            () -> secondAttempt().failed(Failure.Kind.IN_DOUBT).paused()),
    LOST("in doubt, its target went back in time, waiting for an approval", () -> lost(atCutover())),
    LOST_PAUSED("in doubt, its target went back in time, waiting for an approval, paused", () -> lost(atCutover())
            .paused()),
    LOST_JUST_NOW(
            "failed, second attempt, its target went back in time just now",
            () -> wentBack(secondAttempt().failed(Failure.Kind.BROKEN))),
    UNDOING_LOST("rolling back, undo step, second attempt, its target went back in time", () -> lost(undoing())),
    AWAITING_PHASE("waiting for services to follow a phase", Situation::told),
    AWAITING_PHASE_PAUSED("waiting for services to follow a phase, paused", () -> told().paused()),
    AWAITING_OLD_INSTANCE("waiting for an old instance to go before the hide", Situation::beforeHide),
    GUARDED("running a step that services bore, second attempt", () -> expiredAfter(AskServices.VALIDITY)),
    GUARDED_FAILED("failed, a step that services bore, second attempt", () -> expiredAfter(AskServices.VALIDITY)
            .failed(Failure.Kind.TRANSIENT)),
    EXPIRED("evidence expired, too early to confirm it anew", () -> expiredAfter(Duration.ZERO)),
    WITHDRAWING("rolling back, a step is being withdrawn", Situation::withdrawing),
    WITHDRAWING_PAUSED("rolling back, a step is being withdrawn, paused", () -> withdrawing()
            .paused()),
    UNDOING("rolling back, undo step, second attempt", Situation::undoing),
    UNDOING_PAUSED(
            "rolling back, undo step, second attempt, paused", () -> undoing().paused()),
    UNDOING_AWAITING("rolling back, waiting for services to follow a phase", Situation::toldBack),
    UNDO_FAILED("undo step failed, second attempt", () -> undoing().failed(Failure.Kind.BROKEN)),
    UNDO_IN_DOUBT("undo step in doubt, second attempt", () -> undoing().failed(Failure.Kind.IN_DOUBT)),
    ABORTING("being aborted, a step is being withdrawn", () -> secondAttempt().aborted(true)),
    ABORTED("aborted", () -> secondAttempt().aborted(true).withdrawn()),
    ROLLED_BACK("rolled back", () -> withdrawing().untilRolledBack()),
    ROLLED_BACK_UNPLANNED(
            "rolled back before there was a plan", () -> submitted().rolledBackBy(Journey.DBA)),
    COMPLETED("completed", () -> submitted().untilCompleted()),
    FAILED_AT_PLANNING("failed at planning", Situation::unplannable);

    private final String title;
    private final Supplier<Journey> journey;

    Situation(String title, Supplier<Journey> journey) {
        this.title = title;
        this.journey = journey;
    }

    String title() {
        return title;
    }

    Journey journey() {
        return journey.get();
    }

    private static Journey plannedOnly() {
        return new Journey().submittedForPlan(RenameFile.gated()).planned(RenamePlan.plan());
    }

    private static Journey submitted() {
        return new Journey().submitted(RenameFile.gated());
    }

    private static Journey heldBack() {
        return new Journey().begun(RenameFile.PARENT).submitted(RenameFile.following(RenameFile.PARENT));
    }

    private static Journey beside() {
        Journey journey = new Journey().begun(RenameFile.NEIGHBOUR).submitted(RenameFile.gated());
        journey.ask(Journey.AGENT, Journey.planConflicts(RenameFile.NEIGHBOUR));
        return journey;
    }

    private static Journey unheard() {
        Journey journey = secondAttempt();
        journey.meanwhile(new AgentFellSilent(journey.now())).look();
        return journey;
    }

    /** Everything that it did is lost, and it was not woken yet. */
    private static Journey wentBack(Journey journey) {
        return journey.meanwhile(new DatabaseEvent.TargetWentBack(
                List.of(new LostSteps(RenameFile.ID, journey.moving().course().proven()))));
    }

    private static Journey lost(Journey journey) {
        wentBack(journey).look();
        return journey;
    }

    private static Journey queued() {
        return new Journey()
                .begun(RenameFile.NEIGHBOUR)
                .meanwhile(new DatabaseEvent.SlotTaken(RenameFile.NEIGHBOUR, Slot.BACKFILL))
                .submitted(RenameFile.gated())
                .until(moving -> moving.at() instanceof Position.Queued);
    }

    private static Journey atCutover() {
        return submitted().untilGate(GatePoint.CUTOVER).pass(RenameFile.SOAK.plus(Duration.ofSeconds(1)));
    }

    private static Journey atDrop() {
        return submitted().untilGate(GatePoint.DROP).approvedBy(Journey.DBA, GatePoint.DROP);
    }

    private static Journey secondAttempt() {
        return secondAttemptOf(RenamePlan.COPY_ROWS);
    }

    private static Journey secondAttemptOf(StepId step) {
        return submitted()
                .untilStep(step)
                .failed(Failure.Kind.TRANSIENT)
                .retried()
                .blockedBy("pid 7");
    }

    private static Journey served() {
        Journey journey = new Journey().submitted(RenameFile.served()).planned(RenamePlan.plan());
        journey.fleet().upToDate(journey.now());
        return journey;
    }

    private static Journey told() {
        return served().untilTold(Phase.DUAL_WRITE).everybodyFollows();
    }

    private static Journey beforeHide() {
        Journey journey = served().untilTold(Phase.NEW_ONLY);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.everybodyFollows().look();
        journey.fleet().gone("crm-0");
        return journey;
    }

    private static Journey expiredAfter(Duration time) {
        Journey journey = served().untilStep(RenamePlan.HIDE).pass(time);
        journey.expired();
        return journey;
    }

    private static Journey withdrawing() {
        return secondAttemptOf(RenamePlan.BUILD_INDEX).rolledBackBy(Journey.DBA);
    }

    private static Journey undoing() {
        return withdrawing()
                .withdrawn()
                .failed(Failure.Kind.TRANSIENT)
                .retried()
                .blockedBy("pid 7");
    }

    private static Journey toldBack() {
        return served().untilStep(RenamePlan.COPY_ROWS)
                .rolledBackBy(Journey.DBA)
                .withdrawn()
                .pass(Duration.ofSeconds(1))
                .everybodyFollows();
    }

    /** An old instance of a service keeps the gate closed all the same. */
    private static Journey skipped() {
        Map<GatePoint, GateSpec> gates = Map.of(GatePoint.CONTRACT, new GateSpec(1, Duration.ZERO));
        Journey journey = new Journey()
                .submitted(RenameFile.with(gates, Duration.ZERO, RenameFile.SERVICES))
                .planned(RenamePlan.plan());
        journey.fleet().upToDate(journey.now());
        journey.untilGate(GatePoint.CONTRACT);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        return journey.skippedBy(Journey.DBA, GatePoint.CONTRACT);
    }

    private static Journey reopened() {
        return served().untilTold(Phase.READ_NEW)
                .reopened()
                .pass(Duration.ofSeconds(11))
                .everybodyFollows();
    }

    private static Journey frozen() {
        return submitted().frozen(Duration.ofDays(1)).untilGate(GatePoint.EXPAND);
    }

    private static Journey unplannable() {
        Journey journey = submitted();
        journey.ask(Journey.AGENT, Journey.planRefused());
        return journey;
    }
}
