package dev.towpath.orchestrator.kafka;

import com.fasterxml.jackson.core.JacksonException;
import dev.towpath.orchestrator.eventstore.Conflict;
import dev.towpath.orchestrator.eventstore.NewerLog;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Whose fault a failure is, by class and SQLSTATE, never by message text. The world's: Kafka or the store away, full,
 * read-only, restored, not migrated, or busy, or this process older than the log; the same message will succeed when that
 * is over, so it waits. The message's
 * own: data that the store can't take, and whatever else the handler throws; trying for ever would hold up all the others.
 */
final class Blame {
    /** Cardinality, data, integrity, a limit of the program: what the statement says can't be, whenever it is said. */
    private static final Set<String> OF_THE_DATA = Set.of("21", "22", "23", "54");

    /** Not null: an append on a server that the store has just been moved to; see {@code StoreGeneration}. */
    private static final String NOT_NULL = "23502";

    private Blame() {}

    static boolean isTheWorlds(Throwable failure) {
        return switch (failure) {
            case PgException answer -> isTheWorlds(answer.getSqlState());
            case Conflict lost -> true;
            case NewerLog older -> true;
            case KafkaException away -> true;
            case VertxException away -> true;
            case io.smallrye.mutiny.TimeoutException late -> true;
            case RejectedExecutionException stopping -> true;
            case JacksonException misread -> false; // an IOException by descent only
            case IOException away -> true;
            case TimeoutException late -> true;
            case VirtualMachineError exhausted -> !(exhausted instanceof StackOverflowError);
            case RuntimeException bug -> false;
            case Error bug -> false;
            case Throwable edge -> true;
        };
    }

    /** The failure's class, and its SQLSTATE if it has one; never its message, which may quote data. */
    static String name(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure instanceof PgException answer && answer.getSqlState() != null
                ? name + " " + answer.getSqlState()
                : name;
    }

    private static boolean isTheWorlds(@Nullable String sqlState) {
        return sqlState == null
                || sqlState.length() < 2
                || sqlState.equals(NOT_NULL)
                || !OF_THE_DATA.contains(sqlState.substring(0, 2));
    }
}
