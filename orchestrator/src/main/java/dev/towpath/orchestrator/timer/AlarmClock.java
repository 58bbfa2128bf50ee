package dev.towpath.orchestrator.timer;

import dev.towpath.orchestrator.eventstore.Alarm;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.handling.TimeHandling;
import dev.towpath.orchestrator.station.Rounds;
import dev.towpath.orchestrator.station.Station;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Rings every alarm within about a second after it is due. One clock decides, this process's: an alarm that was found due
 * is decided at the very time by which it was found. Every orchestrator rings; {@link TimeHandling} lets one be heard.
 *
 * <p>Failure semantics: an alarm that could not be rung stays, and is rung in the next round; it keeps none behind it
 * from being rung. The log tells once that it is not heard.
 */
@Singleton
public final class AlarmClock implements Station {
    private static final Logger LOG = Logger.getLogger(AlarmClock.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final int AT_ONCE = 100;

    private final EventStore store;
    private final TimeHandling handling;
    private final Clock clock;
    private final Rounds rounds;
    /** Those of which the log has told. */
    private final Set<Alarm> unheard = ConcurrentHashMap.newKeySet();

    public AlarmClock(EventStore store, TimeHandling handling, Clock clock) {
        this.store = store;
        this.handling = handling;
        this.clock = clock;
        this.rounds = new Rounds("ring alarms", ROUND, this::round);
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    /** Whoever is woken by the thousand waits for those before, and not for the clock as well. */
    private Uni<Void> round() {
        Set<Alarm> tried = ConcurrentHashMap.newKeySet();
        return Multi.createBy()
                .repeating()
                .uni(() -> some(tried))
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni()
                .invoke(() -> unheard.retainAll(tried));
    }

    /**
     * Whether there may be more.
     *
     * @param tried what was not heard in this round, and is not rung again before the next; added to
     */
    private Uni<Boolean> some(Set<Alarm> tried) {
        Instant now = clock.instant();
        int limit = tried.size() + AT_ONCE;
        return store.due(now, limit).chain(due -> Multi.createFrom()
                .iterable(due)
                .filter(alarm -> !tried.contains(alarm))
                .onItem()
                .transformToUniAndConcatenate(alarm -> ring(alarm, now, tried))
                .onItem()
                .ignoreAsUni()
                .replaceWith(due.size() == limit));
    }

    private Uni<Void> ring(Alarm alarm, Instant now, Set<Alarm> tried) {
        return handling.ring(alarm, now)
                .onFailure()
                .invoke(failure -> {
                    tried.add(alarm);
                    if (unheard.add(alarm)) {
                        LOG.warnf("rollout=%s: alarm not heard, will ring until it is: %s", alarm.stream(), failure);
                    }
                })
                .onFailure()
                .recoverWithNull();
    }
}
