package dev.towpath.orchestrator;

import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.eventstore.MessagesWaiting;
import dev.towpath.orchestrator.eventstore.NewerStreams;
import dev.towpath.orchestrator.eventstore.PostgresEventStore;
import dev.towpath.orchestrator.migration.Migration;
import dev.towpath.servers.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.Driver;

/** A store of its own for one test class, on one server for all of them. */
public final class TestStore implements AutoCloseable {
    static {
        Driver.isRegistered(); // an application under test may have loaded the drivers into its own class loader
    }

    private static final PostgresServer SERVER = PostgresServer.start();
    private static final AtomicInteger COUNT = new AtomicInteger();

    public final Vertx vertx = Vertx.vertx();
    public final MessageCodec codec = new MessageCodec();
    public final MessagesWaiting waiting = new MessagesWaiting();
    public final NewerStreams newer = new NewerStreams(Clock.systemUTC(), new SimpleMeterRegistry());
    public final Pool pool;
    public final PostgresEventStore events;
    private final PostgresServer server;
    private final String database;

    private TestStore(PostgresServer server, String database) {
        this.server = server;
        this.database = database;
        this.pool = Pool.newInstance(
                io.vertx.sqlclient.Pool.pool(vertx.getDelegate(), options(), new PoolOptions().setMaxSize(12)));
        this.events = new PostgresEventStore(pool, codec, waiting, newer);
    }

    public static TestStore empty() {
        return on(SERVER);
    }

    /** Not migrated, on a server that the test may kill. */
    public static TestStore on(PostgresServer server) {
        String database = "store" + COUNT.incrementAndGet();
        server.createDatabase(database);
        return new TestStore(server, database);
    }

    public static TestStore migrated() throws SQLException {
        TestStore store = empty();
        store.migrate();
        return store;
    }

    public void migrate() throws SQLException {
        new Migration(server.uri(database), server.superuser(), server.superuserPassword(), "").migrateStore();
    }

    public PgConnectOptions options() {
        return PgConnectOptions.fromUri(server.uri(database, server.superuser(), server.superuserPassword()));
    }

    public Connection connect() throws SQLException {
        return server.connect(database);
    }

    public void execute(String sql) {
        server.execute(database, sql);
    }

    public long count(String from) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** How the server goes about {@code sql} where it has an index for it; {@code arguments} as SQL literals. */
    public List<String> planOf(String sql, String arguments) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET enable_seqscan = off; SET enable_bitmapscan = off; SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE asked AS " + sql);
            List<String> plan = new ArrayList<>();
            try (ResultSet lines = statement.executeQuery("EXPLAIN EXECUTE asked (" + arguments + ")")) {
                while (lines.next()) {
                    plan.add(lines.getString(1));
                }
            }
            return plan;
        }
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }
}
