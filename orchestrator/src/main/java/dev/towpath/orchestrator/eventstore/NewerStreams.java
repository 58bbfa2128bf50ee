package dev.towpath.orchestrator.eventstore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/**
 * Streams on which this process decides nothing, since they hold an event that its build doesn't know: from when one is
 * met until the stream can be read. Logs each beginning and end once.
 */
@Singleton
public final class NewerStreams {
    private record Met(Instant since, String event) {}

    private static final Logger LOG = Logger.getLogger(NewerStreams.class);

    private final Clock clock;
    private final ConcurrentMap<String, Met> met = new ConcurrentHashMap<>();

    public NewerStreams(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        Gauge.builder("towpath.log.newer.streams", met, Map::size)
                .description("Streams that hold an event which this build does not know")
                .register(metrics);
    }

    void met(NewerLog newer) {
        if (met.putIfAbsent(newer.stream(), new Met(clock.instant(), newer.event())) == null) {
            LOG.errorf("%s", newer.getMessage());
        }
    }

    void read(String stream) {
        if (met.remove(stream) != null) {
            LOG.infof("stream %s can be read again", stream);
        }
    }

    /** Stream to which event it is, and since when that is known here. */
    public Map<String, String> all() {
        Map<String, String> texts = new TreeMap<>();
        met.forEach((stream, one) -> texts.put(stream, one.event() + ", met " + one.since()));
        return texts;
    }
}
