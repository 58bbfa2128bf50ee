package dev.towpath.agent.target;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the driver's answers on a blocking (virtual) thread and turns its failures into {@link TargetException}. */
final class Answers {
    /** The server did not answer in time. */
    static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1L;

        Unanswered(Throwable cause) {
            super(cause);
        }
    }

    private Answers() {}

    /** Waits at most {@code bound}; zero is no bound. */
    static <T> T await(Future<T> future, Duration bound) throws InterruptedException, Unanswered {
        CompletableFuture<T> answer = future.toCompletionStage().toCompletableFuture();
        try {
            return bound.isZero() ? answer.get() : answer.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failed(failure.getCause() == null ? failure : failure.getCause());
        } catch (TimeoutException late) {
            throw new Unanswered(late);
        }
    }

    private static RuntimeException failed(Throwable cause) {
        return switch (cause) {
            case PgException refused -> new TargetException(SqlStates.classify(refused), refused);
            case ClosedConnectionException closed -> lost(closed);
            case VertxException closed -> lost(closed);
            case RuntimeException bug -> new IllegalStateException("the driver failed", bug);
            // network errors, and the driver's word for a connection that is closing or was closed by us
            default -> lost(cause);
        };
    }

    private static TargetException lost(Throwable cause) {
        String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new TargetException(new TargetError.SessionLost("", what), cause);
    }
}
