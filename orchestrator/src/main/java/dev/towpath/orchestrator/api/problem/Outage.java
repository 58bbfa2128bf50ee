package dev.towpath.orchestrator.api.problem;

import com.fasterxml.jackson.core.JacksonException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a server that is away from one that answered: of Kafka by any failure of its client, of the store by connection
 * classes, by SQLSTATE classes 08, 53 and 57, by 25006, which a store gives that takes no writes, and by 3D000 and 42P01,
 * which it gives while a backup is put back: the database, or a table of it, is not there.
 */
final class Outage {
    private static final Problem OF_KAFKA =
            Problem.of(503, "KafkaUnavailable", "Kafka can't be reached; send the same request again later");
    private static final Problem OF_THE_STORE =
            Problem.of(503, "StoreUnavailable", "the event store can't be reached; send the same request again later");

    private Outage() {}

    /** What to answer; empty if no server's absence has caused the failure. */
    static Optional<Problem> of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException) {
                return Optional.of(OF_KAFKA);
            }
            if (isTheStores(cause)) {
                return Optional.of(OF_THE_STORE);
            }
        }
        return Optional.empty();
    }

    private static boolean isTheStores(Throwable cause) {
        return switch (cause) {
            case PgException answer ->
                answer.getSqlState() != null && answer.getSqlState().matches("(08|53|57).*|25006|3D000|42P01");
            case ClosedConnectionException closed -> true;
            case VertxException edge -> true;
            case JacksonException misread -> false; // an IOException by descent only
            case IOException edge -> true;
            case TimeoutException late -> true;
            case io.smallrye.mutiny.TimeoutException late -> true;
            default -> false;
        };
    }
}
