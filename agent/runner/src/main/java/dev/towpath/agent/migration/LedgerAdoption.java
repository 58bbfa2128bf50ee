package dev.towpath.agent.migration;

import dev.towpath.agent.target.TargetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes a copy of a database, with our ledger in it, the one that is served: writes down the identity of the server that it
 * is on now. Only a person knows that nobody serves the original any more under the same id, so nothing else does this.
 *
 * <p>Failure semantics: {@link LedgerNotMigrated} says why nothing was changed. The epoch is raised with the identity, so
 * that no owner that the original had can write here.
 */
public final class LedgerAdoption {
    private static final String IDENTITIES = """
            SELECT f.system_identifier, c.system_identifier::text
            FROM towpath.fence f, pg_catalog.pg_control_system() c""";
    private static final String OTHERS = """
            SELECT string_agg(DISTINCT split_part(rollout, '.', 1), ', ')
            FROM (SELECT rollout FROM towpath.rollout UNION SELECT rollout FROM towpath.receipt) known
            WHERE split_part(rollout, '.', 1) <> ?""";
    private static final String ADOPT = """
            UPDATE towpath.fence SET system_identifier = ?, epoch = epoch + 1, owner = 'nobody since the adoption',
                taken_at = clock_timestamp()
            WHERE system_identifier = ?""";

    /**
     * What the job did.
     *
     * @param from the server that the ledger was made on; the same as {@code to} where there was nothing to adopt
     */
    public record Result(String from, String to) {
        public boolean changed() {
            return !from.equals(to);
        }
    }

    private final TargetAddress target;
    private final String database;

    /** @param database the id under which the copy is going to be served */
    public LedgerAdoption(TargetAddress target, String database) {
        this.target = target;
        this.database = database;
    }

    /** Reads the keys of {@link LedgerMigration#fromEnvironment} and {@code towpath.agent.database}. */
    public static LedgerAdoption fromEnvironment() {
        return new LedgerAdoption(JobKeys.target(), JobKeys.required("towpath.agent.database"));
    }

    /** Brings the ledger up to date first. */
    public Result run() {
        new LedgerMigration(target).run();
        try (Connection connection =
                DriverManager.getConnection(target.jdbcUrl(), target.username(), target.password())) {
            return adopt(connection);
        } catch (SQLException failure) {
            throw new LedgerNotMigrated(
                    "the copy at " + target + " could not be adopted (SQLSTATE " + failure.getSQLState() + "): "
                            + failure.getMessage(),
                    failure);
        }
    }

    private Result adopt(Connection connection) throws SQLException {
        Result found = identities(connection);
        if (!found.changed()) {
            return found;
        }
        refuseOthers(connection);
        try (PreparedStatement adopt = connection.prepareStatement(ADOPT)) {
            adopt.setString(1, found.to());
            adopt.setString(2, found.from());
            if (adopt.executeUpdate() != 1) {
                throw new LedgerNotMigrated("somebody else adopts this copy at the same time; look at towpath.fence");
            }
        }
        return found;
    }

    private static Result identities(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(IDENTITIES);
                ResultSet row = ask.executeQuery()) {
            if (!row.next()) {
                throw new LedgerNotMigrated("towpath.fence is empty; the ledger was tampered with");
            }
            return new Result(row.getString(1), row.getString(2));
        }
    }

    /** What the ledger still has open would be taken up under an id that it never belonged to. */
    private void refuseOthers(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(OTHERS)) {
            ask.setString(1, database);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                String others = row.getString(1);
                if (others != null) {
                    throw new LedgerNotMigrated("the ledger is that of database " + others + ", not of " + database
                            + ": only a copy that takes its original's place is adopted. To serve it under another id,"
                            + " DROP SCHEMA towpath CASCADE there and run the migrate job");
                }
            }
        }
    }
}
