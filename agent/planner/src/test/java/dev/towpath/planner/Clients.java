package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.contracts.Stage;
import java.sql.Connection;
import java.sql.SQLException;

/** An old and a new version of an application, with the privileges that the fixture grants and no other. */
final class Clients {
    private static final String UNDEFINED_COLUMN = "42703";
    private static final int FIRST_VALUE = 100;

    private final LifeCycleCase example;
    private final Connection app;
    private int written = FIRST_VALUE;

    Clients(LifeCycleCase example, Connection app) {
        this.example = example;
        this.app = app;
    }

    /** Before dual write only the old one knows a column to write. */
    void workAfter(Stage stage) throws SQLException {
        String row = write(example.from());
        if (stage.compareTo(Stage.DUAL_WRITE) >= 0) {
            assertThat(read(example.to(), row)).isEqualTo(read(example.from(), row));
            String other = write(example.to());
            assertThat(read(example.from(), other)).isEqualTo(read(example.to(), other));
            update(example.from(), row);
            assertThat(read(example.to(), row)).isEqualTo(read(example.from(), row));
        }
    }

    /** A late old one gets an error, never silence. */
    void onlyTheNewOneWorks() throws SQLException {
        write(example.to());
        assertThatThrownBy(() -> write(example.from()))
                .isInstanceOfSatisfying(SQLException.class, error -> assertThat(error.getSQLState())
                        .isEqualTo(UNDEFINED_COLUMN));
    }

    /** Inserts a row, changes it, and finds the change; gives the row's key. */
    private String write(String column) throws SQLException {
        String key = TestTarget.query(app, example.insert(column, next())).getFirst();
        update(column, key);
        return key;
    }

    private void update(String column, String key) throws SQLException {
        String value = next();
        TestTarget.execute(app, example.update(column, value, key));
        assertThat(read(column, key)).isEqualTo(value.replace("'", ""));
    }

    private String read(String column, String key) throws SQLException {
        return TestTarget.query(app, example.select(column, key)).getFirst();
    }

    private String next() {
        return example.value().apply(++written);
    }
}
