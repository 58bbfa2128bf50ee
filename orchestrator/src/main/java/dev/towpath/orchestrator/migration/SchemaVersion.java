package dev.towpath.orchestrator.migration;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Optional;

/** Compares the store's schema with the one that this build works with. Changes nothing. */
@Singleton
public final class SchemaVersion {
    private static final String INSTALLED =
            "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL"
                    + " ORDER BY installed_rank DESC LIMIT 1";

    private static final String UNDEFINED_TABLE = "42P01";

    private final Pool pool;

    public SchemaVersion(Pool pool) {
        this.pool = pool;
    }

    /** What is wrong with the store's schema, if anything; fails if the store can't be asked. */
    public Uni<Optional<String>> fault() {
        return installed().map(found -> {
            String expected = StoreSchema.expectedVersion();
            if (found.isEmpty()) {
                return Optional.of("the store is not migrated; run the migrate job");
            }
            return found.get().equals(expected) ? Optional.empty() : Optional.of(misfit(found.get(), expected));
        });
    }

    private static String misfit(String found, String expected) {
        String both = "the store's schema is version " + found + ", but this build works with version " + expected;
        return new BigDecimal(found).compareTo(new BigDecimal(expected)) > 0
                ? both + "; replace this process by one of the newer version"
                : both + "; run the migrate job of this build's version";
    }

    /** Fails unless the schema fits. */
    public Uni<Void> mustFit() {
        return fault().invoke(fault -> fault.ifPresent(text -> {
                    throw new IllegalStateException(text);
                }))
                .replaceWithVoid();
    }

    private Uni<Optional<String>> installed() {
        return pool.query(INSTALLED)
                .execute()
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(row.getString("version"));
                    }
                    return Optional.<String>empty();
                })
                .onFailure(SchemaVersion::isUndefinedTable)
                .recoverWithItem(Optional.empty());
    }

    private static boolean isUndefinedTable(Throwable failure) {
        return failure instanceof PgException e && UNDEFINED_TABLE.equals(e.getSqlState());
    }
}
