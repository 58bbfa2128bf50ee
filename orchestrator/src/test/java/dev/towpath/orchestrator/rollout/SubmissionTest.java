package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Phase;
import dev.towpath.orchestrator.rollout.Submission.Admitted;
import dev.towpath.orchestrator.rollout.Submission.Refused;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmissionTest {
    private static final DatabaseState KNOWN = Journey.registered();

    @Test
    void a_first_try_gets_the_plain_id() {
        assertThat(decide(KNOWN, RolloutState.NONE))
                .isEqualTo(new Admitted(RenameFile.ID, Optional.empty(), RenameFile.open()));
    }

    @Test
    void an_unknown_database_is_refused() {
        assertThat(decide(DatabaseState.NONE, RolloutState.NONE))
                .isEqualTo(new Refused(new DatabaseRejection.UnknownDatabase(RenameFile.SHOP)));
    }

    @Test
    void a_revision_whose_rollout_is_open_is_refused_naming_it() {
        Refused refused = new Refused(new RolloutRejection.RolloutAlreadyOpen(RenameFile.ID));
        Journey journey = new Journey().submitted(RenameFile.open());
        assertThat(decide(KNOWN, journey.state())).isEqualTo(refused);
        journey.planned(RenamePlan.plan());
        assertThat(decide(KNOWN, journey.state())).isEqualTo(refused);
    }

    @Test
    void a_completed_revision_is_refused_for_ever() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilCompleted();
        assertThat(decide(KNOWN, journey.state()))
                .isEqualTo(new Refused(new RolloutRejection.RevisionCompleted(RenameFile.ID)));
    }

    @Test
    void after_a_failure_at_planning_the_next_try_is_admitted_under_the_next_id() {
        Journey journey = new Journey().submitted(RenameFile.open());
        journey.ask(Journey.AGENT, Journey.planRefused());
        assertThat(decide(KNOWN, journey.state()))
                .isEqualTo(new Admitted(RenameFile.ID.next(), Optional.empty(), RenameFile.open()));
    }

    @Test
    void after_a_rollback_the_next_try_is_admitted_under_the_next_id_and_not_before() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.HIDE)
                .rolledBackBy(Journey.DBA);
        assertThat(decide(KNOWN, journey.state()))
                .isEqualTo(new Refused(new RolloutRejection.RolloutAlreadyOpen(RenameFile.ID)));
        assertThat(decide(KNOWN, journey.untilRolledBack().state()))
                .isEqualTo(new Admitted(RenameFile.ID.next(), Optional.empty(), RenameFile.open()));
    }

    @Test
    void a_try_after_an_abort_knows_the_phase_in_which_services_were_left() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
        journey.aborted(true).withdrawn();
        assertThat(decide(KNOWN, journey.state()))
                .isEqualTo(new Admitted(RenameFile.ID.next(), Optional.of(Phase.DUAL_WRITE), RenameFile.open()));
    }

    private static Submission decide(DatabaseState database, RolloutState latestTry) {
        return Submission.decide(RenameFile.open(), Journey.AUTHOR, database, latestTry);
    }
}
