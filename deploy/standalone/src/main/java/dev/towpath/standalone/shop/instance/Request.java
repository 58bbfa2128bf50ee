package dev.towpath.standalone.shop.instance;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a service does for its users. Each kind mentions the mapped column only; reads are held against what was written.
 * Statements are prepared, as the driver does it for every program that runs one often. After an exception the
 * connection is of no further use.
 */
enum Request {
    RENAME {
        @Override
        void run(Connection connection, Mapping mapping, Customers customers) throws SQLException, StaleName {
            long id = customers.any();
            String name = customers.newName();
            customers.writing(id, name);
            String sql = "UPDATE users SET " + mapping.column() + " = ? WHERE id = ?";
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, name);
                update.setLong(2, id);
                if (update.executeUpdate() != 1) {
                    throw new StaleName("user " + id + " is not there");
                }
            }
            customers.wrote(id, name);
        }
    },
    READ {
        @Override
        void run(Connection connection, Mapping mapping, Customers customers) throws SQLException, StaleName {
            long id = customers.any();
            check(connection, "SELECT " + mapping.column() + " FROM users WHERE id = ?", id, id, mapping, customers);
        }
    },
    /** The columns are those that the table has at this moment: the driver learns of it when the server says so. */
    READ_WHOLE {
        @Override
        void run(Connection connection, Mapping mapping, Customers customers) throws SQLException, StaleName {
            long id = customers.any();
            check(connection, "SELECT * FROM users WHERE id = ?", id, id, mapping, customers);
        }
    },
    SIGN_UP {
        @Override
        void run(Connection connection, Mapping mapping, Customers customers) throws SQLException {
            String name = customers.newName();
            String sql = "INSERT INTO users (email, " + mapping.column() + ") VALUES (?, ?) RETURNING id";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, name.replace(' ', '.') + "@example.org");
                insert.setString(2, name);
                customers.signedUp(key(insert), name);
            }
        }
    },
    /** Two statements in one transaction. */
    ORDER {
        @Override
        void run(Connection connection, Mapping mapping, Customers customers) throws SQLException, StaleName {
            connection.setAutoCommit(false);
            long id = customers.any();
            long order = order(connection, id);
            String sql =
                    "SELECT u." + mapping.column() + " FROM orders o JOIN users u ON u.id = o.user_id WHERE o.id = ?";
            check(connection, sql, order, id, mapping, customers);
            connection.commit();
            connection.setAutoCommit(true);
        }
    };

    abstract void run(Connection connection, Mapping mapping, Customers customers) throws SQLException, StaleName;

    private static long order(Connection connection, long user) throws SQLException {
        String sql = "INSERT INTO orders (user_id, amount) VALUES (?, ?) RETURNING id";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, user);
            insert.setBigDecimal(2, BigDecimal.valueOf(user % 10_000, 2));
            return key(insert);
        }
    }

    private static long key(PreparedStatement insert) throws SQLException {
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void check(
            Connection connection, String sql, long key, long user, Mapping mapping, Customers customers)
            throws SQLException, StaleName {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new StaleName("user " + user + " is not there");
                }
                customers.read(user, row.getString(mapping.column()));
            }
        }
    }
}
