package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.planner.catalog.SnapshotQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SnapshotIT {
    private static final Path STORED = Path.of("src/test/resources/fixtures/users-18.json");
    private static final int POSTGRESQL_18 = 180000;
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void the_stored_snapshot_is_what_the_server_says() throws SQLException, IOException {
        try (TestTarget target = TestTarget.create()) {
            assumeTrue(target.version() >= POSTGRESQL_18, "the stored snapshot is PostgreSQL 18's");
            target.owner(TestTarget.resource("/fixtures/users.sql"));
            JsonNode read = mapper.readTree(target.snapshotJson(TestTarget.AGENT, "public", "users"));
            ((ObjectNode) read).put("server_version", POSTGRESQL_18);
            if (Boolean.getBoolean("towpath.rewrite")) {
                Files.writeString(STORED, read.toPrettyString() + "\n");
            }
            assertThat(read).isEqualTo(mapper.readTree(Files.readString(STORED)));
        }
    }

    @Test
    void reading_does_not_change_the_session() throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            Connection agent = target.connect(TestTarget.AGENT);
            String before = TestTarget.query(agent, "SHOW search_path").getFirst();
            TestTarget.query(
                    agent, SnapshotQuery.sql().replace("$1", "'public'").replace("$2", "'t'"));
            assertThat(TestTarget.query(agent, "SHOW search_path")).containsExactly(before);
        }
    }

    @Test
    void a_missing_table_is_said_to_be_missing() throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            assertThat(target.snapshot("no", "where").lookup()).isEmpty();
        }
    }
}
