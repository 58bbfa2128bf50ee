package dev.towpath.agent.migration;

import dev.towpath.agent.ledger.LedgerSchema;
import dev.towpath.agent.target.TargetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings schema {@code towpath} of the target to the version that this agent needs. Safe to run at any time, twice, and
 * by several at once (Flyway locks); changes nothing outside that schema.
 *
 * <p>Failure semantics: {@link LedgerNotMigrated} names what is missing. A migration runs in one transaction: it is there
 * as a whole or not at all.
 */
public final class LedgerMigration {
    private static final String RIGHTS = """
            SELECT (SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'towpath') AS owned,
                   has_database_privilege(current_database(), 'CREATE') AS may_create, current_user""";

    /** What the job did; applied is 0 where there was nothing to do. */
    public record Result(String version, int applied) {}

    private final TargetAddress target;

    public LedgerMigration(TargetAddress target) {
        this.target = target;
    }

    /** Reads {@code towpath.target.url}, {@code .username}, {@code .password} from -D or TOWPATH_TARGET_URL and so on. */
    public static LedgerMigration fromEnvironment() {
        return new LedgerMigration(JobKeys.target());
    }

    public Result run() {
        boolean create = checkRights();
        Flyway flyway = Flyway.configure()
                .dataSource(target.jdbcUrl(), target.username(), target.password())
                .schemas(LedgerSchema.NAME)
                .defaultSchema(LedgerSchema.NAME)
                .table(LedgerSchema.HISTORY)
                .createSchemas(create)
                .resourceProvider(new ListedMigrations())
                .cleanDisabled(true)
                .load();
        try {
            MigrateResult result = flyway.migrate();
            String version = Objects.requireNonNullElse(result.targetSchemaVersion, LedgerSchema.VERSION);
            return new Result(version, result.migrationsExecuted);
        } catch (FlywayException failure) {
            throw new LedgerNotMigrated("the ledger could not be migrated: " + failure.getMessage(), failure);
        }
    }

    /** Returns whether the schema has to be created first. */
    private boolean checkRights() {
        try (Connection connection =
                        DriverManager.getConnection(target.jdbcUrl(), target.username(), target.password());
                Statement statement = connection.createStatement();
                ResultSet rights = statement.executeQuery(RIGHTS)) {
            rights.next();
            boolean owned = rights.getBoolean("owned");
            boolean exists = !rights.wasNull();
            if (exists && !owned) {
                throw refused(rights.getString("current_user"), "does not own schema towpath");
            }
            if (!exists && !rights.getBoolean("may_create")) {
                throw refused(rights.getString("current_user"), "may not create schema towpath, which isn't there");
            }
            return !exists;
        } catch (SQLException failure) {
            throw new LedgerNotMigrated(
                    "the target " + target + " can't be asked (SQLSTATE " + failure.getSQLState() + "): "
                            + failure.getMessage(),
                    failure);
        }
    }

    private LedgerNotMigrated refused(String role, String what) {
        return new LedgerNotMigrated("role " + role + " " + what + "; let a superuser run db/grants/postgresql.sql, or"
                + " CREATE SCHEMA towpath AUTHORIZATION \"" + role + "\"");
    }
}
