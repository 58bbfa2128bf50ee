package dev.towpath.contracts.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a log, given stream by stream and version by version, against itself and against what was anchored. Keeps one
 * event at a time; findings are handed on as they come, at most {@link #FINDINGS} a stream. For one thread.
 */
public final class LogVerifier {
    /** Of one stream; a renumbered stream would give one for each event. */
    static final int FINDINGS = 10;

    /**
     * What was looked at.
     *
     * @param unanchored streams with events after the last that any anchor covers, and how many
     */
    public record Totals(long streams, long events, Map<String, Long> unanchored) {
        public Totals {
            unanchored = Map.copyOf(unanchored);
        }

        public long unanchoredEvents() {
            return unanchored.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final Claims claims;
    private final Consumer<Finding> found;
    private final Map<String, Long> unanchored = new TreeMap<>();
    private @Nullable StreamCheck stream;
    private long streams;
    private long events;

    public LogVerifier(Claims claims, Consumer<Finding> found) {
        this.claims = claims;
        this.found = found;
    }

    public void accept(LoggedEvent event) {
        streamOf(event.stream()).accept(event);
    }

    /** In place of an event that is no JSON. */
    public void unreadable(String stream, long version, String detail) {
        streamOf(stream).unreadable(version, detail);
    }

    /** What is anchored and did not come is missing. To be called once. */
    public Totals finish() {
        endStream();
        claims.left().forEach((gone, claim) -> found.accept(new Finding.Gone(gone, claim.version(), claim.anchor())));
        return new Totals(streams, events, unanchored);
    }

    private StreamCheck streamOf(String name) {
        events++;
        StreamCheck current = stream;
        if (current == null || !current.isOf(name)) {
            endStream();
            current = new StreamCheck(name, claims.take(name), found);
            stream = current;
            streams++;
        }
        return current;
    }

    private void endStream() {
        StreamCheck ended = stream;
        if (ended != null) {
            ended.end();
            if (ended.unanchored() > 0) {
                unanchored.put(ended.name(), ended.unanchored());
            }
        }
    }
}
