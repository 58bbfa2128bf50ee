package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.agent.TargetDatabase;
import dev.towpath.agent.ledger.Ledger;
import dev.towpath.agent.target.TargetAddress;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSessions;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.plan.Step;
import dev.towpath.servers.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One owner of a database, under exactly the documented grants; tables belong to role {@code shop}. */
final class Target implements AutoCloseable {
    static final RolloutId ROLLOUT = RolloutId.parse("shop.rename");

    private final TargetDatabase database = TargetDatabase.migrated();
    private final TargetSessions sessions = sessionsAt(database.address());
    private final Ledger ledger;

    private Target() {
        execute("UPDATE towpath.fence SET epoch = 1");
        this.ledger = new Ledger(sessions, 1);
    }

    static PostgresServer server() {
        return TargetDatabase.server();
    }

    static Target create() {
        return new Target();
    }

    TargetSessions sessions() {
        return sessions;
    }

    StepRunner runner() {
        return runner(Clock.systemUTC());
    }

    StepRunner runner(Clock clock) {
        return new PostgresStepRunner(sessions, ledger, clock);
    }

    /** A runner whose own sessions go through {@code port}; the ledger's don't. */
    StepRunner runnerThrough(int port) {
        String url = "postgresql://" + server().host() + ":" + port + "/" + database.name();
        TargetAddress direct = database.address();
        return new PostgresStepRunner(
                sessionsAt(new TargetAddress(url, direct.username(), direct.password())), ledger, Clock.systemUTC());
    }

    /** Another owner, whose epoch is raised first as a takeover does. */
    StepRunner successor() {
        execute("UPDATE towpath.fence SET epoch = epoch + 1");
        Ledger later = new Ledger(sessions, number("SELECT epoch FROM towpath.fence"));
        return new PostgresStepRunner(sessions, later, Clock.systemUTC());
    }

    private TargetSessions sessionsAt(TargetAddress address) {
        return new TargetSessions(database.vertx(), address, "towpath-agent/shop/1");
    }

    static StepOrder order(Step step) {
        return new StepOrder(ROLLOUT, "hash", step, 1, Optional.empty(), "");
    }

    /** An order on evidence that expires. */
    static StepOrder order(Step step, Instant validUntil) {
        return new StepOrder(ROLLOUT, "hash", step, 1, Optional.of(validUntil), "");
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
        return start(runner, order(step), control);
    }

    static Running start(StepRunner runner, StepOrder order, StepControl control) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(runner.run(order, control));
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

    /** The run must have ended by the fence. */
    static void assertFenced(Running older) {
        assertThatThrownBy(() -> result(older.outcome()))
                .isInstanceOfSatisfying(TargetException.class, refused -> assertThat(refused.error())
                        .isInstanceOf(TargetError.Fenced.class));
    }

    /** As superuser. */
    Connection connect() throws SQLException {
        return server().connect(database.name());
    }

    /** As superuser. */
    void execute(String sql) {
        database.execute(sql);
    }

    /** As the owner of the tables. */
    void own(String sql) {
        database.execute("SET ROLE shop;" + sql);
    }

    /** Such as 180004. */
    int version() {
        return database.version();
    }

    String text(String query) {
        return database.one(query);
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
}
