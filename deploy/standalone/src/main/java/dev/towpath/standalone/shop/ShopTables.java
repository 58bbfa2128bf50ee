package dev.towpath.standalone.shop;

import dev.towpath.standalone.part.Bundled;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Database {@code shop} as its owner: {@code users} with {@value #ROWS} rows, and {@code orders}. */
public record ShopTables(int port) {
    /** Users that are there from the beginning; later ones have greater ids. */
    public static final int ROWS = 200_000;

    private static final String NAME = "shop";

    /** What user {@code id} was called in the beginning. */
    public static String firstName(long id) {
        return "Person " + id;
    }

    /** Connects as {@code application}, such as {@code crm/crm-1}, which the server shows beside each session. */
    public Connection connect(String application) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", NAME);
        properties.setProperty("password", NAME);
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", "2");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME, properties);
    }

    /** Makes what isn't there, all or nothing. */
    void makeOnce() throws SQLException {
        try (Connection connection = connect("shop");
                Statement statement = connection.createStatement()) {
            if (exists(statement)) {
                return;
            }
            connection.setAutoCommit(false);
            statement.execute(Bundled.text("shop/tables.sql"));
            insertUsers(connection);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("VACUUM ANALYZE users");
        }
    }

    private static void insertUsers(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users (email, full_name)"
                + " SELECT 'user' || n || '@example.org', 'Person ' || n FROM generate_series(1, ?) AS n")) {
            insert.setInt(1, ROWS);
            insert.executeUpdate();
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT to_regclass('users') IS NOT NULL AND to_regclass('orders') IS NOT NULL")) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
