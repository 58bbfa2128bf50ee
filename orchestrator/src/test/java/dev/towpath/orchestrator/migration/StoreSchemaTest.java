package dev.towpath.orchestrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoreSchemaTest {
    @Test
    void every_script_in_the_folder_is_listed_in_order() throws Exception {
        try (var files = Files.list(Path.of("src/main/resources", StoreSchema.FOLDER))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(StoreSchema.MIGRATIONS);
        }
        assertThat(StoreSchema.MIGRATIONS.stream().map(StoreSchema::versionOf).map(Integer::valueOf))
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
