package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.rollout.view.RolloutView.WaitingFor;
import org.junit.jupiter.api.Test;

class ResolvingTest {
    @Test
    void the_status_shows_both_readings_and_the_statement() {
        assertThat(RolloutView.of((Submitted) inDoubt().state(), Journey.START).waitingFor())
                .extracting(WaitingFor::detail)
                .containsExactly(
                        "Step dual_write.1.install-trigger-pair may or may not have taken effect: ConnectionLost. The"
                                + " server went away. The statement: CREATE TRIGGER tp_1b2c3d4e_first BEFORE INSERT OR UPDATE");
    }

    @Test
    void what_took_effect_is_done_and_the_rollout_goes_on_behind_it() {
        Journey journey = inDoubt();
        assertThat(words(resolve(journey, true)))
                .isEqualTo(
                        "DoubtResolved, StageCompleted, PhaseChanged, GateReached, GateOpened, StageEntered, StepRequested");
        assertThat(journey.moving().course().done()).contains(RenamePlan.INSTALL_PAIR);
        journey.rolledBackBy(Journey.DBA).untilStep(RenamePlan.REMOVE_PAIR);
    }

    @Test
    void what_did_not_is_tried_again() {
        Journey journey = inDoubt();
        assertThat(words(resolve(journey, false))).isEqualTo("DoubtResolved, StepRequested");
        assertThat(journey.events()).endsWith(new RolloutEvent.StepRequested(RenamePlan.INSTALL_PAIR, 2));
    }

    @Test
    void a_decision_during_a_pause_is_recorded_and_its_consequence_waits() {
        Journey journey = inDoubt().paused();
        assertThat(words(resolve(journey, false))).isEqualTo("DoubtResolved");
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Resume())))
                .isEqualTo("RolloutResumed, StepRequested");
    }

    @Test
    void only_a_doubt_is_decided_and_a_comparison_never() {
        Journey failed = atPair().failed(Failure.Kind.BROKEN);
        thenRejected(resolve(failed, true), "NothingInDoubt");
        Journey comparison = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.VERIFY_ROWS)
                .failed(Failure.Kind.IN_DOUBT);
        thenRejected(resolve(comparison, true), "VerificationNotDecidable");
        assertThat(words(resolve(comparison, false))).isEqualTo("DoubtResolved, StepRequested");
    }

    private static Journey atPair() {
        return new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.INSTALL_PAIR);
    }

    private static Journey inDoubt() {
        return atPair().failed(Failure.Kind.IN_DOUBT);
    }

    private static Decision<RolloutEvent> resolve(Journey journey, boolean tookEffect) {
        return journey.ask(Journey.DBA, Journey.WHY, new RolloutCommand.Resolve(tookEffect));
    }
}
