package dev.towpath.orchestrator.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SentMessagesIT {
    private static final Duration KEPT = Duration.ofDays(7);
    private TestStore store;
    private SentMessages messages;

    @BeforeEach
    void open() throws SQLException {
        store = TestStore.migrated();
        messages = new SentMessages(store.pool, KEPT);
    }

    @AfterEach
    void close() {
        messages.close();
        store.close();
    }

    @Test
    void what_was_sent_long_ago_goes_and_nothing_else() throws SQLException {
        write(3);
        age("8 days");
        sent();
        write(2);
        sent();
        write(4);
        age("6 days");
        write(1);

        assertThat(forget()).isEqualTo(3);

        assertThat(store.count("outbox")).isEqualTo(7);
        assertThat(forget()).isZero();
    }

    @Test
    void what_kafka_does_not_have_stays_however_old_it_is() throws SQLException {
        write(2);
        sent();
        write(3);
        age("3 years");

        assertThat(forget()).isEqualTo(2);
        assertThat(store.count("outbox")).isEqualTo(3);
    }

    @Test
    void many_go_in_batches_until_none_is_left() {
        store.execute("INSERT INTO outbox (generation, topic, headers, recorded_at)"
                + " SELECT 1, 't', '[]', now() - interval '8 days' FROM generate_series(1, 1200)");
        sent();
        messages.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> store.count("outbox") == 0);
    }

    private int forget() {
        return messages.forget().await().indefinitely();
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            byte[] text = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            store.events
                    .append(Append.message(new OutboxMessage("t", text, List.of(), text)))
                    .await()
                    .indefinitely();
        }
    }

    /** All that are younger. */
    private void age(String by) {
        store.execute("UPDATE outbox SET recorded_at = least(recorded_at, now() - interval '" + by + "')");
    }

    /** As the relay says it. */
    private void sent() {
        try (RelayTurn relay = RelayTurn.connect(store.vertx, store.options())) {
            Cursor cursor = relay.cursor();
            for (OutboxPage page = relay.after(cursor); !page.rows().isEmpty(); page = relay.after(cursor)) {
                cursor = page.rows().getLast().cursor();
            }
            relay.leave(cursor);
        }
    }
}
