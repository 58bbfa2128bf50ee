package dev.towpath.orchestrator.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTurnIT {
    private TestStore store;
    private RelayTurn turn;

    @BeforeEach
    void open() throws SQLException {
        store = TestStore.migrated();
        turn = RelayTurn.connect(store.vertx, store.options());
    }

    @AfterEach
    void close() {
        turn.close();
        store.close();
    }

    @Test
    void what_is_committed_behind_an_older_transaction_is_not_given_out_but_said_to_be_there() throws SQLException {
        write("first");
        try (Connection older = store.connect()) {
            older.setAutoCommit(false);
            takeAnId(older);
            assertThat(look().heldBack()).as("what was committed before it").isFalse();
            write("second");
            write("third");

            OutboxPage readable = look();
            assertThat(texts(readable)).containsExactly("first");
            assertThat(readable.heldBack()).isTrue();
            OutboxPage behind = turn.after(readable.rows().getLast().cursor());
            assertThat(behind).isEqualTo(new OutboxPage(List.of(), false, true));
            older.commit();
        }
        OutboxPage afterwards = turn.after(turn.cursor());
        assertThat(texts(afterwards)).containsExactly("second", "third");
        assertThat(turn.after(afterwards.rows().getLast().cursor())).isEqualTo(new OutboxPage(List.of(), false, false));
    }

    @Test
    void whoever_relays_is_rung_by_the_others_and_that_is_no_sign_of_its_life() throws Exception {
        Semaphore bell = new Semaphore(0);
        assertThat(turn.isOurs()).isTrue();
        turn.listen(bell::release);
        String silentSince = lastWords();

        try (RelayTurn other = RelayTurn.connect(store.vertx, store.options())) {
            assertThat(other.isOurs()).isFalse();
            other.passOn();
            assertThat(bell.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            other.passOn();
            assertThat(bell.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(lastWords()).isEqualTo(silentSince);
    }

    private String lastWords() throws SQLException {
        try (Connection session = store.connect();
                var statement = session.createStatement();
                var rows = statement.executeQuery(
                        "SELECT state_change FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private OutboxPage look() {
        return turn.after(turn.cursor());
    }

    private void write(String text) {
        store.events
                .append(Append.message(new OutboxMessage("t", bytes(text), List.of(), bytes(text))))
                .await()
                .indefinitely();
    }

    private static List<String> texts(OutboxPage page) {
        return page.rows().stream()
                .map(row -> new String(requireNonNull(row.message().value()), StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void takeAnId(Connection session) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("SELECT pg_current_xact_id()");
        }
    }
}
