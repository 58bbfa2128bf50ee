package dev.towpath.standalone.part;

import dev.towpath.servers.Ports;
import dev.towpath.servers.PostgresCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the superuser of one of our own servers makes there: roles, databases. Making what is there already does nothing. */
record Superuser(int port) {
    /** A role that logs in with its own name as password. {@code name} is one of ours, never a user's. */
    void makeRole(String name) throws SQLException {
        if (!exists("SELECT FROM pg_catalog.pg_roles WHERE rolname = ?", name)) {
            run("postgres", "CREATE ROLE " + name + " LOGIN");
        }
        setPassword(name);
    }

    void setPassword(String role) throws SQLException {
        run("postgres", "ALTER ROLE " + role + " PASSWORD '" + role + "'");
    }

    void makeDatabase(String name, String owner) throws SQLException {
        if (!exists("SELECT FROM pg_catalog.pg_database WHERE datname = ?", name)) {
            run("postgres", "CREATE DATABASE " + name + " OWNER " + owner);
        }
    }

    /** Runs a script of any number of statements, all or nothing. */
    void run(String database, String script) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    private boolean exists(String query, String name) throws SQLException {
        try (Connection connection = connect("postgres");
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + Ports.HOST + ":" + port + "/" + database,
                PostgresCluster.SUPERUSER,
                PostgresCluster.PASSWORD);
    }
}
