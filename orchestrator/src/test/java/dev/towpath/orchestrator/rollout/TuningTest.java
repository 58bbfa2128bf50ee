package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAccepted;
import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.agent.TuneWork;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.BackfillTuned;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TuningTest {
    private static final Duration PLANNED = RenameFile.open().backfill().batchDuration();
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void the_agent_is_told_all_of_it_and_what_was_not_given_stays() {
        Journey journey = atBackfill();
        thenAccepted(tune(journey, Optional.empty(), Optional.of(SHORT)), new BackfillTuned(PLANNED, SHORT));
        thenAccepted(tune(journey, Optional.of(SHORT), Optional.empty()), new BackfillTuned(SHORT, SHORT));
        assertThat(journey.effects())
                .endsWith(new TellAgent(RenameFile.SHOP, new TuneWork(RenameFile.ID, SHORT, SHORT)));
    }

    @Test
    void what_is_so_already_is_not_told_again() {
        Journey journey = atBackfill();
        thenAlreadyDone(tune(journey, Optional.of(PLANNED), Optional.empty()));
        tune(journey, Optional.of(SHORT), Optional.empty());
        thenAlreadyDone(tune(journey, Optional.of(SHORT), Optional.of(Duration.ZERO)));
    }

    @Test
    void it_may_be_tuned_before_it_runs_and_during_a_pause() {
        thenAccepted(
                tune(new Journey().submitted(RenameFile.open()), Optional.of(SHORT), Optional.empty()),
                new BackfillTuned(SHORT, Duration.ZERO));
        thenAccepted(
                tune(atBackfill().paused(), Optional.of(SHORT), Optional.empty()),
                new BackfillTuned(SHORT, Duration.ZERO));
    }

    @Test
    void there_is_nothing_to_tune_once_it_is_done_or_taken_back() {
        thenRejected(tune(atBackfill().succeeded(), Optional.of(SHORT), Optional.empty()), "NothingToTune");
        thenRejected(
                tune(atBackfill().rolledBackBy(Journey.DBA), Optional.of(SHORT), Optional.empty()),
                "RolloutIsRollingBack");
    }

    private static Journey atBackfill() {
        return new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
    }

    private static Decision<RolloutEvent> tune(
            Journey journey, Optional<Duration> batchDuration, Optional<Duration> pause) {
        return journey.ask(Journey.DBA, new RolloutCommand.Tune(batchDuration, pause));
    }
}
