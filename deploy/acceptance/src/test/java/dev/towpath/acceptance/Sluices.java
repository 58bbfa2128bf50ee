package dev.towpath.acceptance;

import dev.towpath.servers.Sluice;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One sluice on each orchestrator's way to the store, one on each agent's way to the target, and one before Kafka for
 * everybody. The shop goes to its database without one.
 */
final class Sluices implements AutoCloseable {
    private final Map<String, Sluice> sluices = new LinkedHashMap<>();

    private Sluices() {}

    static Sluices none() {
        return new Sluices();
    }

    /** For two orchestrators and two agents; servers need not be there yet. */
    static Sluices open(int kafka, int store, int target) throws IOException {
        Sluices opened = new Sluices();
        try {
            for (int n = 1; n <= 2; n++) {
                opened.sluices.put("orchestrator-" + n, Sluice.open(0, store));
                opened.sluices.put("agent-" + n, Sluice.open(0, target));
            }
            opened.sluices.put("kafka", Sluice.open(0, kafka));
            return opened;
        } catch (IOException failure) {
            opened.close();
            throw failure;
        }
    }

    /** What {@code up} is told of them. */
    List<String> options() {
        return List.of(
                "--store-proxy",
                ports("orchestrator-1", "orchestrator-2"),
                "--target-proxy",
                ports("agent-1", "agent-2"),
                "--kafka-proxy",
                ports("kafka"));
    }

    private String ports(String... processes) {
        return String.join(
                ",",
                List.of(processes).stream()
                        .map(one -> Integer.toString(of(one).port()))
                        .toList());
    }

    /** The one between {@code orchestrator-n} and the store, {@code agent-n} and the target, or all and {@code kafka}. */
    Sluice of(String process) {
        Sluice sluice = sluices.get(process);
        if (sluice == null) {
            throw new IllegalArgumentException(process + " has no sluice: " + sluices.keySet());
        }
        return sluice;
    }

    @Override
    public void close() throws IOException {
        for (Sluice sluice : sluices.values()) {
            sluice.close();
        }
    }
}
