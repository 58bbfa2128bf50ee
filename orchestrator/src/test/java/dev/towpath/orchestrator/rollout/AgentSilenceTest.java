package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.DatabaseEvent.AgentFellSilent;
import dev.towpath.contracts.event.DatabaseEvent.AgentHeardAgain;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.AgentAwaited;
import dev.towpath.contracts.event.RolloutEvent.AgentReturned;
import dev.towpath.contracts.event.RolloutEvent.RolloutAborted;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.rollout.view.RolloutView.WaitingFor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentSilenceTest {
    private static final Instant HEARD = Journey.START;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseState known = Journey.registered();
    private final DatabaseState silent =
            DatabaseState.evolve(known, 2, HEARD, "towpath", "", new AgentFellSilent(HEARD));

    @Test
    void an_agent_is_silent_once_the_patience_is_over_and_not_before() {
        assertThat(AgentSilence.of(known, HEARD, HEARD, HEARD.plus(PATIENCE), PATIENCE))
                .isEmpty();
        assertThat(AgentSilence.of(known, HEARD, HEARD, HEARD.plus(PATIENCE).plusMillis(1), PATIENCE))
                .containsExactly(new AgentFellSilent(HEARD));
    }

    @Test
    void time_in_which_nobody_listened_is_no_silence_and_ends_none() {
        Instant listening = HEARD.plusSeconds(3600);
        assertThat(AgentSilence.of(known, HEARD, listening, listening.plusSeconds(1), PATIENCE))
                .isEmpty();
        assertThat(AgentSilence.of(silent, HEARD, listening, listening.plusSeconds(1), PATIENCE))
                .isEmpty();
    }

    @Test
    void silence_is_said_once_and_ended_by_a_word() {
        Instant later = HEARD.plusSeconds(3600);
        assertThat(AgentSilence.of(silent, HEARD, HEARD, later, PATIENCE)).isEmpty();
        assertThat(AgentSilence.of(silent, later, HEARD, later, PATIENCE)).containsExactly(new AgentHeardAgain());
    }

    @Test
    void nothing_is_recorded_on_a_database_that_nobody_registered() {
        assertThat(AgentSilence.of(DatabaseState.NONE, HEARD, HEARD, HEARD.plusSeconds(99), PATIENCE))
                .isEmpty();
    }

    @Test
    void a_rollout_whose_step_is_with_the_agent_says_so_in_its_history_and_its_status() {
        Journey journey = atStep().meanwhile(new AgentFellSilent(HEARD));
        journey.look();
        assertThat(journey.events()).last().isEqualTo(new AgentAwaited(HEARD));
        assertThat(RolloutView.of((Submitted) journey.state(), journey.now()).waitingFor())
                .extracting(WaitingFor::condition, WaitingFor::since)
                .containsExactly(tuple("agent", HEARD));
        journey.meanwhile(new AgentHeardAgain()).look();
        assertThat(journey.events()).last().isEqualTo(new AgentReturned());
        assertThat(RolloutView.of((Submitted) journey.state(), journey.now()).waitingFor())
                .isEmpty();
    }

    @Test
    void an_outcome_from_an_agent_that_is_still_called_silent_counts_as_ever() {
        Journey journey = atStep().meanwhile(new AgentFellSilent(HEARD));
        journey.look();
        journey.failed(Failure.Kind.BROKEN);
        assertThat(journey.events()).last().isEqualTo(new AgentReturned());
        journey.retried();
        assertThat(journey.events()).last().isEqualTo(new AgentAwaited(HEARD));
    }

    @Test
    void who_does_not_wait_for_the_agent_says_nothing() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
        List<RolloutEvent> before = List.copyOf(journey.events());
        journey.meanwhile(new AgentFellSilent(HEARD)).look();
        assertThat(journey.events()).isEqualTo(before);
    }

    @Test
    void an_end_is_the_end_whatever_the_agent_does() {
        Journey journey = new Journey().submitted(RenameFile.open()).meanwhile(new AgentFellSilent(HEARD));
        journey.look();
        journey.aborted(false);
        assertThat(journey.events()).last().isInstanceOf(RolloutAborted.class);
        journey.meanwhile(new AgentHeardAgain()).look();
        assertThat(journey.events()).last().isInstanceOf(RolloutAborted.class);
    }

    @Test
    void everybody_who_is_open_on_the_database_is_told_to_look() {
        Journey journey = new Journey().submitted(RenameFile.open()).begun(RenameFile.PARENT);
        assertThat(DatabaseReactor.wake(journey.database(), new AgentFellSilent(HEARD)))
                .containsExactlyInAnyOrder(RenameFile.ID, RenameFile.PARENT);
    }

    private static Journey atStep() {
        return new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
    }
}
