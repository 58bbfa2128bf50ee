package dev.towpath.agent.stage;

import dev.towpath.agent.ledger.Ledger;
import dev.towpath.agent.target.TargetAddress;
import dev.towpath.agent.target.TargetSessions;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.plan.Step;
import dev.towpath.servers.PostgresOptions;
import dev.towpath.servers.PostgresServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A database with an empty ledger on a real server, and one owner of it; one server for all tests of this JVM. */
final class Target implements AutoCloseable {
    static final RolloutId ROLLOUT = RolloutId.parse("shop.rename");
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final class Shared {
        // a vacuum that starts soon is what the test of the autovacuum rule needs
        static final PostgresServer SERVER = PostgresServer.start(PostgresOptions.DEFAULT
                .with("autovacuum_naptime", "1")
                .with("client_connection_check_interval", "100"));
        static final Vertx VERTX = Vertx.vertx();
    }

    private final String database = "target_" + DATABASES.incrementAndGet();
    private final TargetSessions sessions;
    private final Ledger ledger;

    private Target(long epoch, int port) {
        server().createDatabase(database);
        server().execute(database, "CREATE SCHEMA towpath;" + resource("/db/ledger/V1__ledger.sql"));
        execute("UPDATE towpath.fence SET epoch = " + epoch);
        this.sessions = sessionsThrough(port);
        this.ledger = new Ledger(sessions, epoch);
    }

    static PostgresServer server() {
        return Shared.SERVER;
    }

    static Target create() {
        return new Target(1, server().port());
    }

    TargetSessions sessionsThrough(int port) {
        String url = "postgresql://" + server().host() + ":" + port + "/" + database;
        TargetAddress address = new TargetAddress(url, server().superuser(), server().superuserPassword());
        return new TargetSessions(Shared.VERTX, address, "towpath-agent/shop/1");
    }

    StepRunner runner() {
        return new PostgresStepRunner(sessions, ledger);
    }

    /** A runner whose own sessions go through {@code port}; the ledger's don't. */
    StepRunner runnerThrough(int port) {
        return new PostgresStepRunner(sessionsThrough(port), ledger);
    }

    /** Another owner, whose epoch is raised first as a takeover does. */
    StepRunner successor() {
        execute("UPDATE towpath.fence SET epoch = epoch + 1");
        return new PostgresStepRunner(sessions, new Ledger(sessions, number("SELECT epoch FROM towpath.fence")));
    }

    static StepOrder order(Step step) {
        return new StepOrder(ROLLOUT, "hash", step, 1);
    }

    Outcome run(Step step) {
        return run(step, new TestControl());
    }

    Outcome run(Step step, StepControl control) {
        return result(start(runner(), step, control).outcome());
    }

    /** A step that runs on a thread of its own. */
    record Running(Thread thread, CompletableFuture<Outcome> outcome) {}

    static Running start(StepRunner runner, Step step, StepControl control) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(runner.run(order(step), control));
            } catch (InterruptedException | RuntimeException | Error failure) {
                outcome.completeExceptionally(failure);
            }
        });
        return new Running(thread, outcome);
    }

    Running start(Step step, StepControl control) {
        return start(runner(), step, control);
    }

    /** The outcome, or what the run threw. */
    static Outcome result(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    Connection connect() throws SQLException {
        return server().connect(database);
    }

    void execute(String sql) {
        server().execute(database, sql);
    }

    String text(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    long number(String query) {
        return Long.parseLong(text(query));
    }

    boolean holds(String query) {
        return text(query).equals("t");
    }

    @Override
    public void close() {
        ledger.close();
        sessions.close();
    }

    private static String resource(String name) {
        try (InputStream in = Target.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
