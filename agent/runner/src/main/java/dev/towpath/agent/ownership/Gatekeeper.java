package dev.towpath.agent.ownership;

import dev.towpath.agent.ledger.LedgerSchema;
import dev.towpath.agent.target.TargetSession;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;

/**
 * Looks at the server before anything on it is touched: it must be a primary, carry the ledger in the version that this
 * agent needs, and be the very server that the ledger was made on. A copy of a database with our ledger in it is refused
 * until somebody adopts it, since the original may be served by another agent at the same time.
 */
final class Gatekeeper {
    private static final String NONE = "none";
    private static final String SERVER = """
            SELECT pg_is_in_recovery(), to_regclass('towpath.schema_history') IS NOT NULL,
                   split_part(current_setting('server_version'), ' ', 1), current_user
            """;
    private static final String VERSION = """
            SELECT version FROM towpath.schema_history WHERE success AND version IS NOT NULL
            ORDER BY installed_rank DESC LIMIT 1""";
    private static final String IDENTITY =
            "SELECT system_identifier, (SELECT system_identifier::text FROM pg_control_system()) FROM towpath.fence";

    private Gatekeeper() {}

    static Admission look(TargetSession session) throws InterruptedException {
        Row server = session.row(SERVER).orElseThrow();
        if (server.getBoolean(0)) {
            return new Admission.Refused("the server is a standby; towpath.target.url must name the primary");
        }
        if (!server.getBoolean(1)) {
            return new Admission.Refused("there is no ledger; run the migrate job");
        }
        String version = session.row(VERSION).map(row -> row.getString(0)).orElse(NONE);
        if (!version.equals(LedgerSchema.VERSION)) {
            return new Admission.Refused(misfit(version));
        }
        return identify(session, server.getString(2));
    }

    private static String misfit(String version) {
        String both = "the ledger is at version " + version + ", this agent needs " + LedgerSchema.VERSION;
        return !version.equals(NONE) && new BigDecimal(version).compareTo(new BigDecimal(LedgerSchema.VERSION)) > 0
                ? both + "; replace this agent by one of the newer version"
                : both + "; run the migrate job of this agent's version";
    }

    private static Admission identify(TargetSession session, String serverVersion) throws InterruptedException {
        Row identity = session.row(IDENTITY).orElse(null);
        if (identity == null) {
            return new Admission.Refused("towpath.fence is empty; the ledger was tampered with");
        }
        String known = identity.getString(0);
        String actual = identity.getString(1);
        if (!known.equals(actual)) {
            return new Admission.Refused("the ledger was made on server " + known + ", but this is server " + actual
                    + ": a copy. Make sure that no agent serves the original under the same id, then run the adopt job;"
                    + " or let towpath.target.url name the original");
        }
        return new Admission.Admitted(actual, serverVersion);
    }
}
