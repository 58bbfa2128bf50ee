package dev.towpath.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @Test
    void a_server_has_what_every_part_of_towpath_relies_on() throws SQLException {
        try (PostgresServer server = PostgresServer.start()) {
            server.createDatabase("Odd \"name\"");
            assertThat(shown(server, "wal_level")).isEqualTo("logical");
            assertThat(shown(server, "shared_preload_libraries")).isEqualTo("pg_stat_statements");
            assertThat(shown(server, "fsync")).isEqualTo("on");
            assertThat(shown(server, "synchronous_commit")).isEqualTo("on");
            assertThat(one(server, "SELECT count(*)::text FROM pg_database WHERE datname = 'Odd \"name\"'"))
                    .isEqualTo("1");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("28P01");
        }
    }

    private static String shown(PostgresServer server, String setting) throws SQLException {
        return one(server, "SHOW " + setting);
    }

    static String one(PostgresServer server, String query) throws SQLException {
        try (Connection connection = server.connect("postgres");
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void committed_rows_survive_a_kill() throws SQLException {
        try (PostgresServer server = PostgresServer.start(PostgresOptions.DEFAULT.withPort(Ports.free()))) {
            server.execute("postgres", "CREATE TABLE kept AS SELECT 1 AS n");
            server.kill();
            server.revive();
            assertThat(one(server, "SELECT n::text FROM kept")).isEqualTo("1");
        }
    }

    @Test
    void a_folder_that_is_kept_is_opened_again_and_never_by_another_version(@TempDir Path folder) throws SQLException {
        PostgresOptions options = PostgresOptions.DEFAULT.withData(folder.resolve("data"));
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(options)) {
            server.execute("postgres", "CREATE TABLE kept AS SELECT 1 AS n");
        }
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(options)) {
            assertThat(one(server, "SELECT n::text FROM kept")).isEqualTo("1");
        }
        PostgresVersion other = Stream.of(PostgresVersion.values())
                .filter(version -> version != options.version())
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> EmbeddedPostgresServer.start(options.withVersion(other)))
                .isInstanceOf(ServerNotStarted.class);
    }

    @Test
    void the_server_is_of_the_version_asked_for() throws SQLException {
        try (PostgresServer server = PostgresServer.start()) {
            assertThat(shown(server, "server_version_num"))
                    .startsWith(PostgresOptions.DEFAULT.version().toString());
        }
    }

    @Test
    void a_taken_port_is_an_error_that_shows_the_servers_own_words(@TempDir Path folder) {
        try (PostgresServer first = EmbeddedPostgresServer.start(PostgresOptions.DEFAULT)) {
            PostgresOptions same =
                    PostgresOptions.DEFAULT.withPort(first.port()).withData(folder.resolve("data"));
            assertThatThrownBy(() -> EmbeddedPostgresServer.start(same)).isInstanceOf(ServerNotStarted.class);
        }
    }
}
