package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Engine;
import dev.towpath.contracts.GatePoint;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionTest {
    private static final List<Rejection> ALL = List.of(
            new Rejection.UnknownRollout(),
            new Rejection.UnknownDatabase(RenameFile.SHOP),
            new Rejection.DatabaseAlreadyRegistered(RenameFile.SHOP, Engine.POSTGRESQL),
            new Rejection.RolloutAlreadyOpen(RenameFile.ID),
            new Rejection.RevisionCompleted(RenameFile.ID),
            new Rejection.RolloutIsFinal(RenameFile.ID, StateName.COMPLETED),
            new Rejection.RolloutIsPaused(RenameFile.ID),
            new Rejection.NothingToRetry(RenameFile.ID, StateName.RUNNING),
            new Rejection.NothingInDoubt(RenameFile.ID, StateName.FAILED),
            new Rejection.VerificationNotDecidable(RenamePlan.VERIFY_ROWS),
            new Rejection.NothingToTune(RenameFile.ID),
            new Rejection.ApprovalByAuthor(Journey.AUTHOR),
            new Rejection.StageNotReached(GatePoint.CUTOVER),
            new Rejection.StageAlreadyEntered(GatePoint.CUTOVER),
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
            new Rejection.NotSupportedYet("stamp-revision"));

    @Test
    void every_rule_has_a_name_of_its_own_and_a_sentence() {
        assertThat(ALL).extracting(Object::getClass).containsExactlyInAnyOrder(permitted());
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
                        "RolloutIsFinal",
                        "RolloutIsPaused",
                        "NothingToRetry",
                        "NothingInDoubt",
                        "VerificationNotDecidable",
                        "NothingToTune",
                        "ApprovalByAuthor",
                        "StageNotReached",
                        "StageAlreadyEntered",
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
        return Rejection.class.getPermittedSubclasses();
    }
}
