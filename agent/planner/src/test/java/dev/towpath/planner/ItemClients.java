package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Stage;
import java.sql.Connection;
import java.sql.SQLException;

/** A version of an application that doesn't know the new column of {@code items}, and one that does. */
final class ItemClients {
    private final AddColumnCase example;
    private final Connection app;

    ItemClients(AddColumnCase example, Connection app) {
        this.example = example;
        this.app = app;
    }

    void oldOneWorks() throws SQLException {
        String id = TestTarget.query(app, "INSERT INTO items (title) VALUES ('Old') RETURNING id")
                .getFirst();
        TestTarget.execute(app, "UPDATE items SET title = 'Older' WHERE id = " + id);
        TestTarget.execute(app, "UPDATE items SET title = title WHERE id = 1");
        assertThat(TestTarget.query(app, "SELECT title FROM items WHERE id = " + id))
                .containsExactly("Older");
    }

    /** The new one writes the column when dual write is there. */
    void workAfter(Stage stage) throws SQLException {
        oldOneWorks();
        if (stage == Stage.EXPAND) {
            return;
        }
        if (example.filled()) {
            assertThat(TestTarget.query(
                            app, "SELECT " + example.column() + " IS NOT NULL FROM items ORDER BY id DESC LIMIT 1"))
                    .as("filled for the old one")
                    .containsExactly("t");
        }
        if (!example.given().isEmpty()) {
            TestTarget.execute(
                    app, "INSERT INTO items (title, " + example.column() + ") VALUES ('New', " + example.given() + ")");
            TestTarget.execute(app, "UPDATE items SET " + example.column() + " = " + example.given() + " WHERE id = 2");
            assertThat(TestTarget.query(
                            app, "SELECT count(*) FROM items WHERE id = 2 AND " + example.column() + " IS NOT NULL"))
                    .containsExactly("1");
        }
    }

    void everyRowHasIts(AddColumnCase example) throws SQLException {
        if (example.filled()) {
            assertThat(TestTarget.query(
                            app, "SELECT count(*) FILTER (WHERE " + example.column() + " IS NULL) FROM items"))
                    .containsExactly("0");
        }
    }
}
