package dev.towpath.standalone.demo;

import dev.towpath.standalone.part.Bundled;
import dev.towpath.standalone.shop.ShopTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shop's table {@code users}, looked at by whoever judges the rollout. */
record UsersTable(ShopTables tables) {
    static final String OLD_COLUMN = "full_name";
    static final String NEW_COLUMN = "display_name";

    /** Every line of the table's definition, sorted. */
    List<String> schema() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(Bundled.text("demo/schema.sql"));
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
        return count(Bundled.text("demo/leftovers.sql"));
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

    private Connection connect() throws SQLException {
        return tables.connect("demo");
    }
}
