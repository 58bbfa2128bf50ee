package dev.towpath.standalone.shop.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What requests came to, over some time.
 *
 * @param time when this was written down
 * @param version of the service
 * @param served requests that were answered and right
 * @param failures requests that the database refused, by {@code <SQLSTATE> <request> <column>}: nobody may see any
 * @param connectionErrors requests that met no database, or lost it, by SQLSTATE: only a server that went down may cause any
 * @param stale one sentence for each read that did not show what was written last
 * @param latencies of the requests that were served, from when each was due
 */
public record Measured(
        Instant time,
        String version,
        long served,
        Map<String, Long> failures,
        Map<String, Long> connectionErrors,
        List<String> stale,
        Latencies latencies) {
    public Measured {
        failures = Map.copyOf(failures);
        connectionErrors = Map.copyOf(connectionErrors);
        stale = List.copyOf(stale);
    }

    /** The sum; its time is the latest, its version tells all that there were. */
    public static Measured together(Collection<Measured> parts) {
        return new Measured(
                parts.stream().map(Measured::time).max(Instant::compareTo).orElse(Instant.EPOCH),
                String.join(
                        ", ",
                        parts.stream()
                                .map(Measured::version)
                                .distinct()
                                .sorted()
                                .toList()),
                parts.stream().mapToLong(Measured::served).sum(),
                sum(parts.stream().map(Measured::failures).toList()),
                sum(parts.stream().map(Measured::connectionErrors).toList()),
                parts.stream().flatMap(part -> part.stale.stream()).toList(),
                Latencies.together(parts.stream().map(Measured::latencies).toList()));
    }

    /** Everything that must never happen, one sentence each; empty if all is well. */
    @JsonIgnore
    public List<String> wrong() {
        List<String> wrong = new ArrayList<>(stale);
        failures.forEach((what, count) -> wrong.add(count + " x " + what));
        return wrong;
    }

    @JsonIgnore
    public long connectionErrorCount() {
        return connectionErrors.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> sum(Collection<Map<String, Long>> counts) {
        Map<String, Long> sum = new TreeMap<>();
        counts.forEach(one -> one.forEach((what, count) -> sum.merge(what, count, Long::sum)));
        return sum;
    }
}
