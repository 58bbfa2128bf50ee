package dev.towpath.bench;

import dev.towpath.agent.backfill.Tempo;
import dev.towpath.agent.stage.StepControl;
import dev.towpath.contracts.outcome.BackfillProgress;
import java.time.Duration;
import java.util.Optional;

/** Nobody pauses or tunes a benchmark. */
final class Unhindered implements StepControl {
    @Override
    public boolean held() {
        return false;
    }

    @Override
    public boolean withdrawn() {
        return false;
    }

    @Override
    public void awaitRelease() {}

    /** The agent's own waits between attempts are part of what is measured. */
    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    @Override
    public Optional<Tempo> tempo() {
        return Optional.empty();
    }

    @Override
    public void blocked(String blocker, int attempts) {}

    @Override
    public void progress(BackfillProgress progress) {}
}
