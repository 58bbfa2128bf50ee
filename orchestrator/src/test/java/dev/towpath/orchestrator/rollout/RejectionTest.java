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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RejectionTest {
    private static final List<Rejection> ALL = List.of(
            new Rejection.UnknownRollout(),
            new Rejection.UnknownDatabase(RenameFile.SHOP),
            new Rejection.DatabaseAlreadyRegistered(RenameFile.SHOP, Engine.POSTGRESQL),
            new Rejection.RolloutAlreadyOpen(RenameFile.ID),
            new Rejection.RevisionCompleted(RenameFile.ID),
            new Rejection.Unplaced(new UnknownRevision(RenameFile.SHOP, "down_revision", RenameFile.PARENT.revision())),
            new Rejection.Unplaced(new WrongDatabase(
                    RenameFile.SHOP, "depends_on", RenameFile.PARENT.revision(), List.of(new DatabaseId("crm")))),
            new Rejection.Unplaced(new RevisionCycle(List.of(RenameFile.PARENT.revision(), RenameFile.REVISION))),
            new Rejection.Unplaced(new LabelTaken("crm", RenameFile.REVISION)),
            new Rejection.Unplaced(new SecondHead(
                    new SecondHead.Head(RenameFile.REVISION, Journey.AUTHOR),
                    List.of(new SecondHead.Head(RenameFile.PARENT.revision(), Journey.DBA)))),
            new Rejection.Unplaced(new RevisionStamped(RenameFile.REVISION, Journey.DBA)),
            new Rejection.Unplaced(new ParentNotReached(RenameFile.REVISION, RenameFile.PARENT.revision())),
            new Rejection.RolloutIsFinal(RenameFile.ID, StateName.COMPLETED),
            new Rejection.RolloutIsPaused(RenameFile.ID),
            new Rejection.DatabaseIsPaused(RenameFile.SHOP, new Hold(Journey.DBA, "failover", Journey.START)),
            new Rejection.NothingToRetry(RenameFile.ID, StateName.RUNNING),
            new Rejection.NothingInDoubt(RenameFile.ID, StateName.FAILED),
            new Rejection.VerificationNotDecidable(RenamePlan.VERIFY_ROWS),
            new Rejection.NothingToTune(RenameFile.ID),
            new Rejection.ApprovalByAuthor(Journey.AUTHOR),
            new Rejection.StageNotReached(GatePoint.CUTOVER),
            new Rejection.StageAlreadyEntered(GatePoint.CUTOVER),
            new Rejection.FreezeIsOver(Journey.START),
            new Rejection.UnknownFreeze(RenameFile.SHOP, 4),
            new Rejection.FreezeNotNamed(RenameFile.SHOP, List.of()),
            new Rejection.GateNotReopenable(GatePoint.BACKFILL),
            new Rejection.CutoverIncomplete(RenameFile.ID),
            new Rejection.ContractBegun(RenameFile.ID),
            new Rejection.SkipByAuthor(Journey.AUTHOR),
            new Rejection.NothingToSkip(GatePoint.DROP),
            new Rejection.RejectionStands(GatePoint.CUTOVER, Journey.CRITIC),
            new Rejection.RolloutIsRollingBack(RenameFile.ID),
            new Rejection.RolloutIsAborting(RenameFile.ID),
            new Rejection.WouldBeLeftBehind(
                    RenameFile.ID, List.of(RenamePlan.NEW_COLUMN), List.of(RenamePlan.COPY_ROWS)),
            new Rejection.PastPointOfNoReturn(RenameFile.ID, RenamePlan.DROP),
            new Rejection.PlanWithoutWayBack(RenameFile.ID, RenamePlan.HIDE),
            new Rejection.OutcomeUnexpected("Attempt 9 was never requested."),
            new Rejection.NotSupportedYet("Engine mysql"));

    @Test
    void every_rule_has_a_name_of_its_own_and_a_sentence() {
        assertThat(ALL)
                .extracting(rejection ->
                        rejection instanceof Rejection.Unplaced(var why) ? why.getClass() : rejection.getClass())
                .containsExactlyInAnyOrder(permitted());
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

    private static Class<?>[] permitted() {
        return Stream.of(Rejection.class, GraphRejection.class)
                .flatMap(rejections -> Arrays.stream(rejections.getPermittedSubclasses()))
                .filter(rejection -> !rejection.equals(Rejection.Unplaced.class))
                .toArray(Class<?>[]::new);
    }
}
