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
import org.jboss.logging.Logger;

/**
 * Rings every alarm within about a second after it is due. One clock decides, this process's: an alarm that was found due
 * is decided at the very time by which it was found. Every orchestrator rings; {@link TimeHandling} lets one be heard.
 *
 * <p>Failure semantics: an alarm that could not be rung stays, and is rung in the next round.
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
        return Multi.createBy()
                .repeating()
                .uni(this::some)
                .whilst(all -> all)
                .onItem()
                .ignoreAsUni();
    }

    /** Whether there may be more, and all were heard: one that can't be must not be rung without a rest. */
    private Uni<Boolean> some() {
        Instant now = clock.instant();
        return store.due(now, AT_ONCE).chain(due -> Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(alarm -> ring(alarm, now))
                .collect()
                .asList()
                .map(heard -> due.size() == AT_ONCE && heard.stream().allMatch(wasHeard -> wasHeard)));
    }

    private Uni<Boolean> ring(Alarm alarm, Instant now) {
        return handling.ring(alarm, now)
                .replaceWith(true)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("rollout=%s: alarm not heard, will ring again: %s", alarm.stream(), failure))
                .onFailure()
                .recoverWithItem(false);
    }
}
