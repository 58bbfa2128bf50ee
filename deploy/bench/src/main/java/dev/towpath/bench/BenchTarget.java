package dev.towpath.bench;

import dev.towpath.agent.ledger.Ledger;
import dev.towpath.agent.migration.LedgerMigration;
import dev.towpath.agent.stage.PostgresStepRunner;
import dev.towpath.agent.stage.StepOrder;
import dev.towpath.agent.target.TargetAddress;
import dev.towpath.agent.target.TargetSessions;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Step;
import dev.towpath.servers.PostgresOptions;
import dev.towpath.servers.PostgresServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * A server with fsync on and room enough that no checkpoint is forced within a round, a database of role {@code shop},
 * and an agent on it under exactly the documented grants.
 */
final class BenchTarget implements AutoCloseable {
    private static final String DATABASE = "bench";

    private final PostgresServer server = PostgresServer.start(PostgresOptions.DEFAULT
            .with("shared_buffers", "1GB")
            .with("max_wal_size", "16GB")
            .with("checkpoint_timeout", "1h")
            .with("autovacuum", "off"));
    private final Vertx vertx = Vertx.vertx();
    private final TargetSessions sessions;
    private final Ledger ledger;

    BenchTarget() throws IOException {
        server.execute("postgres", "CREATE ROLE shop LOGIN PASSWORD 'shop'");
        server.execute("postgres", "CREATE DATABASE " + DATABASE + " OWNER shop");
        execute(grants());
        execute("ALTER ROLE towpath_agent PASSWORD 'agent'");
        TargetAddress address = new TargetAddress(server.uri(DATABASE), "towpath_agent", "agent");
        var unused = new LedgerMigration(address).run();
        execute("UPDATE towpath.fence SET epoch = 1");
        sessions = new TargetSessions(vertx, address, "towpath-agent/bench/1");
        ledger = new Ledger(sessions, 1);
    }

    TargetSessions sessions() {
        return sessions;
    }

    /** Runs the step as the agent does, to its end. */
    void run(BenchRollout rollout, Step step) throws InterruptedException {
        StepOrder order = new StepOrder(rollout.id(), rollout.plan().hash(), step, 1, Optional.empty(), "");
        Outcome outcome = new PostgresStepRunner(sessions, ledger, Clock.systemUTC()).run(order, new Unhindered());
        if (!(outcome instanceof StepSucceeded)) {
            throw new IllegalStateException("step " + step.id() + ": " + outcome);
        }
    }

    /** As superuser. */
    Connection connect() throws SQLException {
        return server.connect(DATABASE);
    }

    /** As superuser. */
    void execute(String sql) {
        server.execute(DATABASE, sql);
    }

    /** As the owner of the tables. */
    void own(String sql) {
        execute("SET ROLE shop; " + sql);
    }

    long number(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static String grants() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(LedgerMigration.class.getResourceAsStream("/db/grants/postgresql.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        ledger.close();
        sessions.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }
}
