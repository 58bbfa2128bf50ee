package dev.towpath.orchestrator;

import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.eventstore.MessagesWaiting;
import dev.towpath.orchestrator.eventstore.PostgresEventStore;
import dev.towpath.orchestrator.migration.Migration;
import dev.towpath.servers.PostgresServer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.SQLException;
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
    public final Pool pool;
    public final PostgresEventStore events;
    private final String database;

    private TestStore(String database) {
        this.database = database;
        this.pool = Pool.newInstance(
                io.vertx.sqlclient.Pool.pool(vertx.getDelegate(), options(), new PoolOptions().setMaxSize(12)));
        this.events = new PostgresEventStore(pool, codec, waiting);
    }

    public static TestStore empty() {
        String database = "store" + COUNT.incrementAndGet();
        SERVER.createDatabase(database);
        return new TestStore(database);
    }

    public static TestStore migrated() throws SQLException {
        TestStore store = empty();
        store.migrate();
        return store;
    }

    public void migrate() throws SQLException {
        new Migration(SERVER.uri(database), SERVER.superuser(), SERVER.superuserPassword(), "").migrateStore();
    }

    public PgConnectOptions options() {
        return PgConnectOptions.fromUri(SERVER.uri(database, SERVER.superuser(), SERVER.superuserPassword()));
    }

    public Connection connect() throws SQLException {
        return SERVER.connect(database);
    }

    public void execute(String sql) {
        SERVER.execute(database, sql);
    }

    public long count(String from) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }
}
