package dev.towpath.planner;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Everything that a user put into a database, one line each, without oids and without the order of columns. */
final class CatalogDump {
    private CatalogDump() {}

    static List<String> of(Connection superuser) throws SQLException {
        TestTarget.execute(superuser, "SET search_path = pg_catalog");
        return TestTarget.query(superuser, TestTarget.resource("/fixtures/catalog-dump.sql"));
    }
}
