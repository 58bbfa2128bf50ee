package dev.towpath.orchestrator.services;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Counts the time in which presence was read to its end, by the store's clock; all orchestrators share one. Time between
 * two ticks counts only if it is short: what happens in a longer gap, nobody was there to hear.
 */
@Singleton
public final class ListeningClock {
    /** The longest time between two ticks in which we still listened. */
    public static final Duration LONGEST_GAP = Duration.ofSeconds(5);

    private static final String TICK =
            """
            UPDATE presence_clock
               SET listened_ms = listened_ms + CASE WHEN %1$s <= $1 THEN %1$s ELSE 0 END,
                   steady_from = CASE WHEN %1$s <= $1 THEN steady_from ELSE listened_ms END,
                   ticked_at = now()""".formatted("greatest(0, floor(extract(epoch FROM now() - ticked_at) * 1000)::bigint)");

    private final Pool pool;

    public ListeningClock(Pool pool) {
        this.pool = pool;
    }

    /** To be called when every word that was on the topic a moment ago is in the store; about twice a second. */
    public Uni<Void> tick() {
        return pool.preparedQuery(TICK)
                .execute(Tuple.of(LONGEST_GAP.toMillis()))
                .replaceWithVoid();
    }
}
