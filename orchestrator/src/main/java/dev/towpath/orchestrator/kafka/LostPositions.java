package dev.towpath.orchestrator.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Of which partitions messages are gone that the store has not seen. Each is logged once and counted, and is named for as
 * long as this process lives: nothing that is read later brings them back.
 */
@Singleton
public final class LostPositions {
    private record Noticed(LostPosition lost, Instant at) {}

    private static final Logger LOG = Logger.getLogger(LostPositions.class);

    private final Clock clock;
    private final ConcurrentMap<TopicPartition, Noticed> noticed = new ConcurrentHashMap<>();

    public LostPositions(Clock clock, MeterRegistry registry) {
        this.clock = clock;
        Gauge.builder("towpath.positions.lost", noticed, Map::size)
                .description(
                        "Partitions of which Kafka had not kept what was to be read next, since this process began")
                .register(registry);
    }

    void notice(TopicPartition partition, LostPosition lost) {
        Noticed before = noticed.get(partition);
        if (before == null || !before.lost().equals(lost)) {
            noticed.put(partition, new Noticed(lost, clock.instant()));
            LOG.errorf("%s: %s", partition, lost.words());
        }
    }

    /** Partition to what is lost of it, and when that was noticed. */
    Map<String, String> all() {
        Map<String, String> texts = new ConcurrentHashMap<>();
        noticed.forEach((partition, lost) ->
                texts.put("lost of " + partition, lost.lost().words() + " (noticed " + lost.at() + ")"));
        return Map.copyOf(texts);
    }
}
