package dev.towpath.orchestrator.api.problem;

import com.fasterxml.jackson.core.JacksonException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a store that is away from a store that answered: connection classes, and SQLSTATE classes 08, 53 and 57. */
final class StoreOutage {
    private StoreOutage() {}

    static boolean caused(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOutage(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(Throwable cause) {
        return switch (cause) {
            case PgException answer ->
                answer.getSqlState() != null && answer.getSqlState().matches("(08|53|57).*");
            case ClosedConnectionException closed -> true;
            case VertxException edge -> true;
            case JacksonException misread -> false; // an IOException by descent only
            case IOException edge -> true;
            case TimeoutException late -> true;
            default -> false;
        };
    }
}
