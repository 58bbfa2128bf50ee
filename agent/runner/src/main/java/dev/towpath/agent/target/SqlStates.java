package dev.towpath.agent.target;

import dev.towpath.agent.target.TargetError.Contended;
import dev.towpath.agent.target.TargetError.Fenced;
import dev.towpath.agent.target.TargetError.LockTimedOut;
import dev.towpath.agent.target.TargetError.Rejected;
import dev.towpath.agent.target.TargetError.SessionLost;
import dev.towpath.agent.target.TargetError.StatementCanceled;
import io.vertx.pgclient.PgException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SQLSTATE to {@link TargetError}; see appendix A of the PostgreSQL manual. Messages of data errors quote row values,
 * so they are left out: such errors are described by the names of the objects that the server gives beside them.
 */
final class SqlStates {
    /** Raised by {@code towpath.assert_fence}. */
    private static final String FENCED = "TP001";

    private SqlStates() {}

    static TargetError classify(PgException failure) {
        String state = failure.getSqlState() == null ? "" : failure.getSqlState();
        String detail = describe(failure, state);
        return switch (state) {
            case FENCED -> new Fenced(state, detail);
            case "55P03" -> new LockTimedOut(state, detail);
            case "57014" -> new StatementCanceled(state, detail);
            // shut down, crashed, starting up, database dropped, idle sessions ended, idle transaction ended
            case "57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04" -> new SessionLost(state, detail);
            case "55006" -> new Contended(state, detail);
            default -> byClass(state, detail);
        };
    }

    private static TargetError byClass(String state, String detail) {
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08" -> new SessionLost(state, detail);
            case "40", "53" -> new Contended(state, detail);
            default -> new Rejected(state, detail);
        };
    }

    private static String describe(PgException failure, String state) {
        String names = Stream.of(
                        named("schema", failure.getSchema()),
                        named("table", failure.getTable()),
                        named("column", failure.getColumn()),
                        named("constraint", failure.getConstraint()))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        if (quotesRows(state)) {
            return names.isEmpty() ? "data error" : "data error at " + names;
        }
        return names.isEmpty() ? failure.getErrorMessage() : failure.getErrorMessage() + " (" + names + ")";
    }

    /** Cardinality, data, constraint, and user-raised errors. */
    private static boolean quotesRows(String state) {
        return state.startsWith("21") || state.startsWith("22") || state.startsWith("23") || state.startsWith("P0");
    }

    private static String named(String kind, @Nullable String name) {
        return name == null || name.isEmpty() ? "" : kind + " " + name;
    }
}
