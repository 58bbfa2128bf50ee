package dev.towpath.orchestrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.orchestrator.TestStore;
import org.junit.jupiter.api.Test;

class MigrationIT {
    @Test
    void a_store_that_was_never_migrated_is_named() {
        try (TestStore store = TestStore.empty()) {
            assertThat(new SchemaVersion(store.pool).fault().await().indefinitely())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("not migrated"));
        }
    }

    @Test
    void migrating_twice_is_migrating_once() throws Exception {
        try (TestStore store = TestStore.migrated()) {
            store.migrate();

            assertThat(new SchemaVersion(store.pool).fault().await().indefinitely())
                    .isEmpty();
            assertThat(store.count("store_generation")).isEqualTo(1);
        }
    }

    @Test
    void a_newer_schema_is_named_with_both_versions() throws Exception {
        try (TestStore store = TestStore.migrated()) {
            store.execute("""
                    INSERT INTO flyway_schema_history
                    SELECT installed_rank + 1, '999', description, type, script, checksum, installed_by, installed_on,
                           execution_time, success
                      FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1""");

            assertThat(new SchemaVersion(store.pool).fault().await().indefinitely())
                    .hasValueSatisfying(fault -> assertThat(fault)
                            .contains("999")
                            .contains(StoreSchema.expectedVersion())
                            .contains("replace this process"));
        }
    }
}
