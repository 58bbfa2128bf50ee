package dev.towpath.agent.target;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens sessions on the target, each under {@link SessionSettings} and one application name, by which a successor finds
 * and ends them. Thread-safe. {@link #close} closes whatever is still open.
 *
 * <p>Failure semantics: an unreachable server is {@link TargetError.SessionLost}; a refused login or an unknown database
 * is {@link TargetError.Rejected}.
 */
public final class TargetSessions implements AutoCloseable {
    private static final Duration OPEN_BOUND = Duration.ofSeconds(10);
    private static final String INTRODUCE = """
            SELECT (SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()),
                   (SELECT set_config(name, $1, false) FROM pg_settings WHERE name = 'client_connection_check_interval')""";

    private final Vertx vertx;
    private final TargetAddress address;
    private final String applicationName;
    private final Set<PgConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public TargetSessions(Vertx vertx, TargetAddress address, String applicationName) {
        this.vertx = vertx;
        this.address = address;
        this.applicationName = applicationName;
    }

    /** The same place under another application name. */
    public TargetSessions named(String otherName) {
        return new TargetSessions(vertx, address, otherName);
    }

    /** The application name that sessions carry. */
    public String applicationName() {
        return applicationName;
    }

    /** Opens a session; the caller closes it. */
    public TargetSession open() throws InterruptedException {
        PgConnection connection = connect();
        open.add(connection);
        connection.closeHandler(gone -> open.remove(connection));
        // whoever waits for an answer is told of the failure; nobody else needs to be
        connection.exceptionHandler(failure -> {});
        boolean introduced = false;
        try {
            TargetSession session = introduce(connection);
            introduced = true;
            return session;
        } finally {
            if (!introduced) {
                close(connection);
            }
        }
    }

    /** Opens a session for {@code work} and closes it after. */
    public <T> T with(SessionWork<T> work) throws InterruptedException {
        try (TargetSession session = open()) {
            return work.on(session);
        }
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(TargetSessions::close);
    }

    private TargetSession introduce(PgConnection connection) throws InterruptedException {
        if (closed) {
            throw new TargetException(new TargetError.SessionLost("", "closed by its owner"));
        }
        Row row = inTime(connection.preparedQuery(INTRODUCE).execute(Tuple.of(SessionSettings.CONNECTION_CHECK)))
                .iterator()
                .next();
        return new TargetSession(connection, row.getOffsetDateTime(0));
    }

    private PgConnection connect() throws InterruptedException {
        PgConnectOptions options = address.options();
        Map<String, String> properties = new HashMap<>(options.getProperties());
        properties.putAll(SessionSettings.of(applicationName));
        options.setProperties(properties);
        Future<PgConnection> connecting = PgConnection.connect(vertx, options);
        boolean connected = false;
        try {
            PgConnection connection = inTime(connecting);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                connecting.onSuccess(TargetSessions::close);
            }
        }
    }

    private static <T> T inTime(Future<T> future) throws InterruptedException {
        try {
            return Answers.await(future, OPEN_BOUND);
        } catch (Answers.Unanswered late) {
            throw new TargetException(new TargetError.SessionLost("", "no answer within " + OPEN_BOUND), late);
        }
    }

    private static void close(PgConnection connection) {
        var unused = connection.close();
    }
}
