package dev.towpath.orchestrator.config;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The connections to the store, none of which is waited for without end. The network may lose one without a word to either
 * side; whoever asked gives up after a while, and the connection, which is still owed an answer, would never come back to
 * the pool. So a connection on which nothing has come for {@link #SILENCE} is closed, and everything on it fails. One that
 * nobody needs is given back before that.
 *
 * <p>Statements are parsed by the server once for each connection, the long one that appends among them.
 */
@Singleton
public final class StorePool implements PgPoolCreator {
    /** Longer than anybody waits for an answer of the store. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Characters; statements beyond that are parsed each time. The client's own default, 2,048, is less than an append has. */
    static final int LONGEST_STATEMENT = 16 * 1024;

    private final Duration silence;

    @Inject
    StorePool() {
        this(SILENCE);
    }

    StorePool(Duration silence) {
        this.silence = silence;
    }

    @Override
    public Pool create(Input input) {
        int millis = Math.toIntExact(silence.toMillis());
        input.pgConnectOptionsList().forEach(options -> {
            options.setReadIdleTimeout(millis).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
            parsedOnce(options);
        });
        return PgBuilder.pool()
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .with(input.poolOptions().setIdleTimeout(millis / 2).setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                .using(input.vertx())
                .build();
    }

    /** A connection that says the same again and again names its statements. */
    public static void parsedOnce(PgConnectOptions options) {
        options.setCachePreparedStatements(true).setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT);
    }
}
