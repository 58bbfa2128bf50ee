package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.simulation.SimulatedInbox.Entry;
import dev.towpath.orchestrator.simulation.SimulatedTarget.Attempt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Within a rollout one entry after the other, rollouts side by side; a withdrawn attempt waits for nobody. */
final class Lanes {
    private final Work work;
    private final Map<String, Deque<Entry>> lanes = new HashMap<>();

    Lanes(Work work) {
        this.work = work;
    }

    void give(String lane, Entry entry) {
        Deque<Entry> waiting = lanes.get(lane);
        if (waiting == null) {
            lanes.put(lane, new ArrayDeque<>());
            work.perform(entry, () -> next(lane));
        } else {
            waiting.add(entry);
        }
    }

    private void next(String lane) {
        Entry entry = lanes.getOrDefault(lane, new ArrayDeque<>()).poll();
        if (entry == null) {
            lanes.remove(lane);
        } else {
            work.perform(entry, () -> next(lane));
        }
    }

    void withdraw(Attempt attempt) {
        String lane = attempt.rollout().toString();
        Deque<Entry> waiting = lanes.getOrDefault(lane, new ArrayDeque<>());
        List<Entry> moved =
                waiting.stream().filter(entry -> LateEnds.isAt(entry, attempt)).toList();
        waiting.removeAll(moved);
        moved.forEach(entry -> give(lane + "/withdrawn", entry));
    }
}
