package dev.towpath.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.orchestrator.TestStore;
import dev.towpath.servers.Ports;
import dev.towpath.servers.Sluice;
import io.quarkus.reactive.pg.client.PgPoolCreator.Input;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorePoolIT {
    private static final int CONNECTIONS = 3;
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private record Given(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements Input {}

    TestStore store;
    Sluice sluice;
    Pool pool;

    @BeforeEach
    void open() throws IOException {
        store = TestStore.empty();
        PgConnectOptions options = store.options();
        sluice = Sluice.open(0, options.getPort());
        pool = new StorePool(SILENCE)
                .create(new Given(
                        store.vertx.getDelegate(),
                        new PoolOptions().setMaxSize(CONNECTIONS),
                        List.of(options.setHost(Ports.HOST).setPort(sluice.port()))));
    }

    @AfterEach
    void close() throws IOException {
        pool.close().toCompletionStage().toCompletableFuture().join();
        sluice.close();
        store.close();
    }

    @Test
    void connections_that_the_network_has_forgotten_are_failed_and_made_anew() {
        List<Future<RowSet<Row>>> asleep = Stream.generate(() -> ask("SELECT pg_sleep(60)"))
                .limit(CONNECTIONS)
                .toList();
        await().until(() -> store.count("pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'")
                == CONNECTIONS);
        assertThat(sluice.shut()).isEqualTo(CONNECTIONS);
        Future<RowSet<Row>> unheard = ask("SELECT 1");

        await().until(() -> asleep.stream().allMatch(Future::failed));
        await().until(unheard::failed);
        sluice.reopen();
        await().until(this::answered);
    }

    @Test
    void a_connection_that_nobody_needs_is_given_back() {
        assertThat(answered()).isTrue();
        assertThat(sluice.connections()).isPositive();
        await().until(() -> sluice.connections() == 0);
    }

    @Test
    void a_statement_as_long_as_an_append_is_parsed_once() {
        String append = "SELECT $1::int /* " + "-".repeat(StorePool.LONGEST_STATEMENT - 40) + " */";
        Future<Long> named = pool.withConnection(connection -> connection
                .preparedQuery(append)
                .execute(Tuple.of(1))
                .compose(once -> connection.preparedQuery(append).execute(Tuple.of(2)))
                .compose(twice -> connection
                        .query("SELECT count(*) FROM pg_prepared_statements WHERE length(statement) > 2048")
                        .execute())
                .map(rows -> rows.iterator().next().getLong(0)));
        await().until(named::isComplete);
        assertThat(named.result()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("deprecation") // what Quarkus casts it to
    void it_is_the_pool_that_the_framework_expects() {
        assertThat(pool).isInstanceOf(io.vertx.pgclient.PgPool.class);
    }

    private Future<RowSet<Row>> ask(String sql) {
        return pool.query(sql).execute();
    }

    private boolean answered() {
        Future<RowSet<Row>> answer = ask("SELECT 1");
        await().until(answer::isComplete);
        return answer.succeeded();
    }
}
