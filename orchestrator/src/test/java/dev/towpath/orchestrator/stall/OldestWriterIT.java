package dev.towpath.orchestrator.stall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.orchestrator.TestStore;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OldestWriterIT {
    private static TestStore store;

    @BeforeAll
    static void start() throws Exception {
        store = TestStore.migrated();
        store.execute("CREATE ROLE plain LOGIN PASSWORD 'plain'");
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void the_session_that_readers_wait_for_is_named_and_its_remedy_ends_it() throws Exception {
        OldestWriter writers = new OldestWriter(store.pool);
        try (Connection late = write("late batch");
                Connection later = write("later batch")) {
            OpenWriter found = writers.now().await().indefinitely().orElseThrow();

            assertThat(found.who())
                    .contains("application_name=late batch", "role=postgres", "state=idle in transaction");
            store.execute(found.remedy());
            await().until(() -> who(writers).contains("application_name=later batch"));
            assertThat(late.isValid(1)).isFalse();
            later.rollback();
        }
        await().until(() -> who(writers).isEmpty());
    }

    @Test
    void a_role_without_rights_is_told_who_as_well() throws Exception {
        Pool plain = Pool.newInstance(io.vertx.sqlclient.Pool.pool(
                store.vertx.getDelegate(),
                store.options().setUser("plain").setPassword("plain"),
                new PoolOptions().setMaxSize(1)));
        try (Connection late = write("somebody else's")) {
            assertThat(who(new OldestWriter(plain))).contains("application_name=somebody else's", "state=hidden");
            late.rollback();
        } finally {
            plain.closeAndAwait();
        }
    }

    private static String who(OldestWriter writers) {
        return writers.now().await().indefinitely().map(OpenWriter::who).orElse("");
    }

    /** A transaction that has an id, and stays open. */
    private static Connection write(String application) throws SQLException {
        Connection connection = store.connect();
        connection.setClientInfo("ApplicationName", application);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_current_xact_id()");
        }
        return connection;
    }
}
