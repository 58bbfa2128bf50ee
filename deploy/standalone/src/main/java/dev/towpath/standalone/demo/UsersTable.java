package dev.towpath.standalone.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code users} of the demo, seen as its owner {@code shop}. */
record UsersTable(int port) {
    static final int ROWS = 300_000;
    static final String OLD_COLUMN = "full_name";
    static final String NEW_COLUMN = "display_name";

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/shop", "shop", "shop");
    }

    void create() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Script.text("users.sql"));
            statement.execute(
                    "INSERT INTO users (email, full_name) SELECT 'user' || n || '@example.org', 'Person ' || n"
                            + " FROM generate_series(1, " + ROWS + ") AS n");
        }
    }

    /** What {@link #create} put into row {@code id}. */
    static String firstName(long id) {
        return "Person " + id;
    }

    /** Every line of the table's definition, sorted. */
    List<String> schema() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(Script.text("schema.sql"));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    /** Rows whose two columns are not the same; both columns must exist. */
    long rowsThatDiffer() throws SQLException {
        return count("SELECT count(*) FROM users WHERE " + OLD_COLUMN + " IS DISTINCT FROM " + NEW_COLUMN);
    }

    /** Objects of Towpath's that are still in the database. */
    long leftovers() throws SQLException {
        return count(Script.text("leftovers.sql"));
    }

    /** Every row's name, by id, in the new column. */
    Map<Long, String> names() throws SQLException {
        Map<Long, String> names = new HashMap<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("SELECT id, " + NEW_COLUMN + " FROM users");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.put(rows.getLong(1), rows.getString(2));
            }
        }
        return names;
    }

    private long count(String query) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
