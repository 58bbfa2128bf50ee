package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Versions of an application that know {@code pairs} by any names that both rollouts allow at the moment. */
final class PairClients {
    private static final int FIRST = 100;

    private final Connection app;
    private int written = FIRST;

    PairClients(Connection app) {
        this.app = app;
    }

    /** Inserts a row by each pair of names and changes one side of it; every other name shows the same. */
    void write(List<String> as, List<String> bs) throws SQLException {
        for (String a : as) {
            for (String b : bs) {
                String id = TestTarget.query(
                                app,
                                "INSERT INTO pairs (%s, %s) VALUES ('%s', '%s') RETURNING id"
                                        .formatted(a, b, next(), next()))
                        .getFirst();
                update(id, a, as);
                update(id, b, bs);
            }
        }
        TestTarget.execute(app, "UPDATE pairs SET touched = 0 WHERE id = 7");
    }

    private void update(String id, String name, List<String> names) throws SQLException {
        String value = next();
        TestTarget.execute(app, "UPDATE pairs SET %s = '%s' WHERE id = %s".formatted(name, value, id));
        for (String other : names) {
            assertThat(TestTarget.query(app, "SELECT " + other + " FROM pairs WHERE id = " + id))
                    .as(name + " shows in " + other)
                    .containsExactly(value);
        }
    }

    /** The rows that were there at first have kept both values. */
    void findEverything(String a, String b) throws SQLException {
        assertThat(TestTarget.query(
                        app,
                        "SELECT count(*) FROM pairs WHERE id <= 40 AND %1$s = %2$s AND %1$s = 'v' || id"
                                .formatted(a, b)))
                .containsExactly("40");
    }

    private String next() {
        return "v" + ++written;
    }
}
