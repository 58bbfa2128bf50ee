package dev.towpath.orchestrator.kafka;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/** Which topics are not read on, because what their next record needs is away. Logs each beginning and end once. */
@Singleton
public final class Waiting {
    private record Wait(Instant since, String failure) {}

    private static final Logger LOG = Logger.getLogger(Waiting.class);

    private final Clock clock;
    private final ConcurrentMap<String, Wait> waits = new ConcurrentHashMap<>();

    public Waiting(Clock clock) {
        this.clock = clock;
    }

    void waits(String topic, Throwable failure) {
        String name = Blame.name(failure);
        if (waits.put(topic, new Wait(since(topic), name)) == null) {
            LOG.warnf("%s is not read on for now: %s", topic, name);
        }
    }

    void goesOn(String topic) {
        if (waits.remove(topic) != null) {
            LOG.infof("%s is read on", topic);
        }
    }

    /** Topic to since when it waits, and for what kind of failure to pass. */
    Map<String, String> all() {
        Map<String, String> texts = new ConcurrentHashMap<>();
        waits.forEach((topic, wait) -> texts.put(topic, wait.failure() + " since " + wait.since()));
        return Map.copyOf(texts);
    }

    private Instant since(String topic) {
        Wait before = waits.get(topic);
        return before == null ? clock.instant() : before.since();
    }
}
