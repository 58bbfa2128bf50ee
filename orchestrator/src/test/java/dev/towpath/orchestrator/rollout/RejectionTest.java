package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.GatePoint;
import dev.towpath.orchestrator.rollout.GraphRejection.LabelTaken;
import dev.towpath.orchestrator.rollout.GraphRejection.ParentNotReached;
import dev.towpath.orchestrator.rollout.GraphRejection.RevisionCycle;
import dev.towpath.orchestrator.rollout.GraphRejection.RevisionStamped;
import dev.towpath.orchestrator.rollout.GraphRejection.SecondHead;
import dev.towpath.orchestrator.rollout.GraphRejection.UnknownRevision;
import dev.towpath.orchestrator.rollout.GraphRejection.WrongDatabase;
import dev.towpath.orchestrator.rollout.state.Hold;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionTest {
    private static final List<Rejection> ALL = List.of(
            new RolloutRejection.UnknownRollout(),
            new DatabaseRejection.UnknownDatabase(RenameFile.SHOP),
            new DatabaseRejection.DatabaseAlreadyRegistered(RenameFile.SHOP, Engine.POSTGRESQL),
            new RolloutRejection.RolloutAlreadyOpen(RenameFile.ID),
            new RolloutRejection.RevisionCompleted(RenameFile.ID),
            new UnknownRevision(RenameFile.SHOP, "down_revision", RenameFile.PARENT.revision()),
            new WrongDatabase(
                    RenameFile.SHOP, "depends_on", RenameFile.PARENT.revision(), List.of(new DatabaseId("crm"))),
            new RevisionCycle(List.of(RenameFile.PARENT.revision(), RenameFile.REVISION)),
            new LabelTaken("crm", RenameFile.REVISION),
            new SecondHead(
                    new SecondHead.Head(RenameFile.REVISION, Journey.AUTHOR),
                    List.of(new SecondHead.Head(RenameFile.PARENT.revision(), Journey.DBA))),
            new RevisionStamped(RenameFile.REVISION, Journey.DBA),
            new ParentNotReached(RenameFile.REVISION, RenameFile.PARENT.revision()),
            new RolloutRejection.RolloutIsFinal(RenameFile.ID, StateName.COMPLETED),
            new RolloutRejection.RolloutIsPaused(RenameFile.ID),
            new DatabaseRejection.DatabaseIsPaused(RenameFile.SHOP, new Hold(Journey.DBA, "failover", Journey.START)),
            new RolloutRejection.NothingToRetry(RenameFile.ID, StateName.RUNNING),
            new RolloutRejection.NothingInDoubt(RenameFile.ID, StateName.FAILED),
            new RolloutRejection.VerificationNotDecidable(RenamePlan.VERIFY_ROWS),
            new RolloutRejection.StepsAreLost(RenameFile.ID, List.of(RenamePlan.COPY_ROWS)),
            new RolloutRejection.NothingToTune(RenameFile.ID),
            new GateRejection.ApprovalByAuthor(Journey.AUTHOR),
            new GateRejection.StageNotReached(GatePoint.CUTOVER),
            new GateRejection.StageAlreadyEntered(GatePoint.CUTOVER),
            new DatabaseRejection.FreezeIsOver(Journey.START),
            new DatabaseRejection.UnknownFreeze(RenameFile.SHOP, 4),
            new DatabaseRejection.FreezeNotNamed(RenameFile.SHOP, List.of()),
            new GateRejection.GateNotReopenable(GatePoint.BACKFILL),
            new GateRejection.CutoverIncomplete(RenameFile.ID),
            new GateRejection.ContractBegun(RenameFile.ID),
            new GateRejection.SkipByAuthor(Journey.AUTHOR),
            new GateRejection.NothingToSkip(GatePoint.DROP),
            new GateRejection.RejectionStands(GatePoint.CUTOVER, Journey.CRITIC),
            new RolloutRejection.RolloutIsRollingBack(RenameFile.ID),
            new RolloutRejection.RolloutIsAborting(RenameFile.ID),
            new RolloutRejection.WouldBeLeftBehind(
                    RenameFile.ID, List.of(RenamePlan.NEW_COLUMN), List.of(RenamePlan.COPY_ROWS)),
            new RolloutRejection.PastPointOfNoReturn(RenameFile.ID, RenamePlan.DROP),
            new RolloutRejection.PlanWithoutWayBack(RenameFile.ID, RenamePlan.HIDE),
            new RolloutRejection.OutcomeUnexpected("Attempt 9 was never requested."),
            new DatabaseRejection.NotSupportedYet("Engine mysql"));

    @Test
    void every_rule_has_a_name_of_its_own_and_a_sentence() {
        assertThat(ALL).extracting(Object::getClass).containsExactlyInAnyOrder(Permitted.by(Rejection.class));
        assertThat(ALL).extracting(Rejection::rule).doesNotHaveDuplicates();
        assertThat(ALL).extracting(Rejection::detail).allMatch(detail -> detail.endsWith("."));
    }

    @Test
    void scripts_rely_on_these_names() {
        assertThat(ALL)
                .extracting(Rejection::rule)
                .containsExactly(
                        "UnknownRollout",
                        "UnknownDatabase",
                        "DatabaseAlreadyRegistered",
                        "RolloutAlreadyOpen",
                        "RevisionCompleted",
                        "UnknownRevision",
                        "WrongDatabase",
                        "RevisionCycle",
                        "LabelTaken",
                        "SecondHead",
                        "RevisionStamped",
                        "ParentNotReached",
                        "RolloutIsFinal",
                        "RolloutIsPaused",
                        "DatabaseIsPaused",
                        "NothingToRetry",
                        "NothingInDoubt",
                        "VerificationNotDecidable",
                        "TargetWentBack",
                        "NothingToTune",
                        "ApprovalByAuthor",
                        "StageNotReached",
                        "StageAlreadyEntered",
                        "FreezeIsOver",
                        "UnknownFreeze",
                        "FreezeNotNamed",
                        "GateNotReopenable",
                        "CutoverIncomplete",
                        "ContractBegun",
                        "SkipByAuthor",
                        "NothingToSkip",
                        "RejectionStands",
                        "RolloutIsRollingBack",
                        "RolloutIsAborting",
                        "WouldBeLeftBehind",
                        "PastPointOfNoReturn",
                        "PlanWithoutWayBack",
                        "OutcomeUnexpected",
                        "NotSupportedYet");
    }
}
