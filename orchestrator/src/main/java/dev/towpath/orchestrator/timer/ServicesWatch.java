package dev.towpath.orchestrator.timer;

import dev.towpath.contracts.RolloutId;
import dev.towpath.orchestrator.handling.TimeHandling;
import dev.towpath.orchestrator.overview.WaitingForServices;
import dev.towpath.orchestrator.services.PostgresPresence;
import dev.towpath.orchestrator.services.PresenceChanged;
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
 * Has every rollout that waits for services look at them again: at once when an instance said something new to this
 * process, and every second, since silence says something too. Every orchestrator does; {@link TimeHandling} lets one be
 * heard. Which rollouts wait is told by the read model, so that no other stream is read for it.
 *
 * <p>Failure semantics: a look that failed is repeated in the next round.
 */
@Singleton
public final class ServicesWatch implements Station {
    private static final Logger LOG = Logger.getLogger(ServicesWatch.class);
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofHours(1);

    private final WaitingForServices waiting;
    private final TimeHandling handling;
    private final PostgresPresence presence;
    private final PresenceChanged changed;
    private final Clock clock;
    private final Rounds rounds;
    private Instant lastRound = Instant.EPOCH;
    private Instant lastSweep = Instant.EPOCH;

    ServicesWatch(
            WaitingForServices waiting,
            TimeHandling handling,
            PostgresPresence presence,
            PresenceChanged changed,
            Clock clock) {
        this.waiting = waiting;
        this.handling = handling;
        this.presence = presence;
        this.changed = changed;
        this.clock = clock;
        this.rounds = new Rounds("look after rollouts that wait for services", BEAT, this::beat);
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private Uni<Void> beat() {
        Instant now = clock.instant();
        if (!changed.wasRung() && now.isBefore(lastRound.plus(ROUND))) {
            return Uni.createFrom().voidItem();
        }
        lastRound = now;
        return round(now).chain(() -> sweep(now));
    }

    private Uni<Void> round(Instant now) {
        return waiting.list()
                .onItem()
                .transformToMulti(rollouts -> Multi.createFrom().iterable(rollouts))
                .onItem()
                .transformToUniAndConcatenate(rollout -> look(rollout, now))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> look(RolloutId rollout, Instant now) {
        return handling.look(rollout, now)
                .onFailure()
                .invoke(failure -> LOG.warnf("rollout=%s: services not looked at, will be again: %s", rollout, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> sweep(Instant now) {
        if (now.isBefore(lastSweep.plus(SWEEP))) {
            return Uni.createFrom().voidItem();
        }
        lastSweep = now;
        return presence.forgetLongGone();
    }
}
