package dev.towpath.orchestrator.outbox;

import dev.towpath.orchestrator.config.TowpathConfig;
import dev.towpath.orchestrator.station.Rounds;
import dev.towpath.orchestrator.station.Station;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Deletes messages that Kafka has, once they are older than an operator might want to send again. Nothing else is ever
 * deleted of what was decided: events stay, and so do receipts, which know a message that comes again after years.
 *
 * <p>A batch is small, since readers of the log wait for every transaction that writes, and looks at the oldest messages
 * only. Every orchestrator does it; where two are at the same rows one finds them gone. A round that failed is repeated.
 */
@Singleton
public final class SentMessages implements Station {
    static final int BATCH = 500;

    private static final Duration ROUND = Duration.ofSeconds(1);

    /** After a look that found less than a batch, so many rounds pass. */
    private static final int REST = 60;

    private static final String FORGET = """
            DELETE FROM outbox
             WHERE (generation, tx, position) IN (
                   SELECT generation, tx, position
                     FROM (SELECT generation, tx, position, recorded_at FROM outbox
                            ORDER BY generation, tx, position LIMIT %d) AS oldest
                    WHERE recorded_at < now() - $1 * interval '1 millisecond'
                      AND (generation, tx, position) <= (SELECT generation, tx, position FROM relay_cursor))""".formatted(BATCH);

    private final Pool pool;
    private final long keptMillis;
    private final Rounds rounds;
    private int resting;

    @Inject
    SentMessages(Pool pool, TowpathConfig config) {
        this(pool, config.messages().keptWhenSent());
    }

    /** {@code kept}: how long a message stays after it was recorded, at least. */
    SentMessages(Pool pool, Duration kept) {
        this.pool = pool;
        this.keptMillis = kept.toMillis();
        this.rounds = new Rounds("delete messages that were sent long ago", ROUND, this::round);
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private Uni<Void> round() {
        if (resting > 0) {
            resting--;
            return Uni.createFrom().voidItem();
        }
        return forget().invoke(forgotten -> resting = forgotten < BATCH ? REST : 0)
                .replaceWithVoid();
    }

    /** One batch; gives how many are gone. */
    Uni<Integer> forget() {
        return pool.preparedQuery(FORGET).execute(Tuple.of((double) keptMillis)).map(SqlResult::rowCount);
    }
}
