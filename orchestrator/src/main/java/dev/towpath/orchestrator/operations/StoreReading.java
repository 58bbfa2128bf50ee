package dev.towpath.orchestrator.operations;

import java.util.Map;

/**
 * What the store said of the whole installation at one moment; every orchestrator on it reads the same.
 *
 * @param alarmsLate seconds since the oldest alarm that nobody has rung was due; 0 if none is
 * @param overviewBehind age in seconds of the oldest event that the read models don't show; 0 if they show all
 * @param rollouts how many rollouts are in each state, by the state's name; a rollout that no plan could be made for is
 *     {@code unplannable} here, since nobody can do anything for it
 * @param agentsSilent registered databases of whose agent nothing was heard lately, or ever
 * @param agentsHalted databases whose brake is on
 */
record StoreReading(
        double alarmsLate, double overviewBehind, Map<String, Long> rollouts, long agentsSilent, long agentsHalted) {
    StoreReading {
        rollouts = Map.copyOf(rollouts);
    }

    /** Before the store was asked for the first time. */
    static final StoreReading NONE = new StoreReading(0, 0, Map.of(), 0, 0);

    long rollouts(String state) {
        return rollouts.getOrDefault(state, 0L);
    }
}
