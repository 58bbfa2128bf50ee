package dev.towpath.standalone.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.servers.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/shop.md says of a prepared {@code SELECT *}: the engine's behaviour, which no migration tool can change. */
class PreparedSelectStarIT {
    private static final String FEATURE_NOT_SUPPORTED = "0A000";
    /** More often than the driver's threshold, behind which it prepares on the server. */
    private static final int OFTEN = 10;

    private static final List<String> CHANGES = List.of(
            "ALTER TABLE users ADD display_name text",
            "ALTER TABLE users RENAME full_name TO hidden",
            "ALTER TABLE users DROP hidden");

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_driver_prepares_it_anew_by_itself_on_an_autocommit_connection() throws SQLException {
        server.createDatabase("autocommit");
        server.execute("autocommit", "CREATE TABLE users AS SELECT 1 AS id, 'Ann' AS full_name");
        try (Connection connection = server.connect("autocommit");
                PreparedStatement all = connection.prepareStatement("SELECT * FROM users WHERE id = ?")) {
            readOften(all);
            for (String change : CHANGES) {
                server.execute("autocommit", change);
                readOften(all);
            }
        }
    }

    @Test
    void in_a_transaction_it_fails_once_after_each_change_of_the_columns() throws SQLException {
        server.createDatabase("transaction");
        server.execute("transaction", "CREATE TABLE users AS SELECT 1 AS id, 'Ann' AS full_name");
        try (Connection connection = server.connect("transaction");
                PreparedStatement all = connection.prepareStatement("SELECT * FROM users WHERE id = ?")) {
            readOften(all);
            for (String change : CHANGES) {
                server.execute("transaction", change);
                connection.setAutoCommit(false);
                assertThatThrownBy(() -> readOften(all))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo(FEATURE_NOT_SUPPORTED));
                connection.rollback();
                connection.setAutoCommit(true);
                readOften(all);
            }
        }
    }

    private static void readOften(PreparedStatement all) throws SQLException {
        for (int n = 0; n < OFTEN; n++) {
            all.setInt(1, 1);
            try (ResultSet row = all.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt("id")).isEqualTo(1);
            }
        }
    }
}
