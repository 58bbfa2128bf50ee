package dev.towpath.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LedgerSchemaTest {
    @Test
    void every_migration_is_listed_and_the_last_gives_the_version() throws URISyntaxException {
        File folder = new File(Objects.requireNonNull(LedgerSchema.class.getResource("/db/ledger"))
                .toURI());
        assertThat(Arrays.stream(Objects.requireNonNull(folder.list())).map(file -> "db/ledger/" + file))
                .containsExactlyInAnyOrderElementsOf(LedgerSchema.MIGRATIONS);
        assertThat(LedgerSchema.MIGRATIONS.getLast()).startsWith("db/ledger/V" + LedgerSchema.VERSION + "__");
    }
}
