package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.orchestrator.eventstore.Cursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stores that were replaced by what they had been at an earlier moment; and where the last of these goes on. */
final class Restores {
    private final List<StoreLaws> replaced = new ArrayList<>();
    private final Map<String, Integer> saidBefore = new HashMap<>();
    private Cursor relayed = Cursor.START;
    private int forgotten;

    /** The store that follows {@code store}, at a moment that is drawn. */
    SimulatedStore putBack(SimulatedStore store, StoreLaws laws, Scheduler scheduler, SimulatedKafka kafka) {
        int moment = scheduler.below(store.moments() + 1);
        SimulatedStore then = store.at(moment, scheduler.below(2) == 0, laws);
        replaced.add(store.laws());
        kafka.topics().forEach((topic, messages) -> saidBefore.put(topic, messages.size()));
        relayed = then.relayCursor();
        forgotten += store.size() - then.size();
        return then;
    }

    /** Whether the log has forgotten anything. */
    boolean forgotAnything() {
        return forgotten > 0;
    }

    boolean any() {
        return !replaced.isEmpty();
    }

    /** How many messages a topic had by then. */
    int saidBefore(String topic) {
        return saidBefore.getOrDefault(topic, 0);
    }

    /** What the store that was put back has relayed by its own account. */
    Cursor relayed() {
        return relayed;
    }

    /** Whether a log that was replaced had requested the step. */
    boolean wasRequested(RolloutId rollout, StepId step, int attempt) {
        return replaced.stream().anyMatch(laws -> laws.wasRequested(rollout, step, attempt));
    }
}
