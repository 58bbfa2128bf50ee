package dev.towpath.agent.inbox;

import dev.towpath.agent.backfill.Tempo;
import dev.towpath.contracts.RolloutId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which backfills somebody has tuned; read by each of them before every batch. Thread-safe. */
public final class Tempos {
    private final Map<RolloutId, Tempo> tuned = new ConcurrentHashMap<>();

    public void tune(RolloutId rolloutId, Tempo tempo) {
        tuned.put(rolloutId, tempo);
    }

    /** Empty if the plan's own holds. */
    public Optional<Tempo> of(RolloutId rolloutId) {
        return Optional.ofNullable(tuned.get(rolloutId));
    }
}
