package dev.towpath.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.contracts.codec.RolloutFiles.Format;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.servers.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OfflinePlanIT {
    private static final String FILE = "revision: r1\ndatabase: shop\nchanges:\n"
            + "  - rename_column: {table: users, from: full_name, to: display_name}\n";
    private static final PostgresServer POSTGRES = PostgresServer.start();

    @BeforeAll
    static void make_a_table() throws SQLException {
        try (Connection connection = DriverManager.getConnection(POSTGRES.jdbcUrl("postgres"), "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id bigint PRIMARY KEY, full_name text)");
        }
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void a_plan_is_made_without_a_server_and_changes_nothing() throws SQLException {
        Plan plan = plan(FILE, url("postgres"));

        assertThat(plan.stages()).hasSize(5);
        assertThat(plan.step(plan.pointOfNoReturn())).isPresent();
        assertThat(columns()).isEqualTo(2);
    }

    @Test
    void a_missing_table_is_rejected() {
        CallEnded end = refusal(FILE.replace("users", "visitors"), url("postgres"));

        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end).hasMessageStartingWith("TableMissing: ");
    }

    @Test
    void an_unreadable_file_is_named() {
        CallEnded end = refusal(FILE + "tittle: x\n", url("postgres"));

        assertThat(end.exitCode()).isEqualTo(2);
        assertThat(end).hasMessage("UnknownField: unknown field tittle; did you mean 'title'?");
    }

    @Test
    void an_unknown_database_is_not_reached_and_the_password_not_told() {
        CallEnded end = refusal(FILE, url("nowhere"));

        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(end.getMessage()).contains("3D000").doesNotContain("postgres:postgres");
    }

    private static Plan plan(String file, String url) {
        return OfflinePlan.of(file.getBytes(StandardCharsets.UTF_8), Format.YAML, url);
    }

    private static CallEnded refusal(String file, String url) {
        return catchThrowableOfType(CallEnded.class, () -> plan(file, url));
    }

    private static String url(String database) {
        return "postgresql://postgres:postgres@" + POSTGRES.host() + ":" + POSTGRES.port() + "/" + database;
    }

    private static int columns() throws SQLException {
        try (Connection connection = DriverManager.getConnection(POSTGRES.jdbcUrl("postgres"), "postgres", "postgres");
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM pg_attribute"
                                + " WHERE attrelid = 'users'::regclass AND attnum > 0 AND NOT attisdropped")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
