package dev.towpath.orchestrator.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.StreamEvent;
import dev.towpath.orchestrator.TestStore;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresEventStoreIT {
    private static final Instant TIME = Instant.parse("2026-03-06T12:00:00.123456Z");
    private static TestStore store;

    @BeforeAll
    static void start() throws Exception {
        store = TestStore.migrated();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static List<StoredEvent> read(String stream) {
        return store.events.read(stream).await().indefinitely();
    }

    private static void append(Append append) {
        store.events.append(append).await().indefinitely();
    }

    private static Append next(String stream, StreamEvent event) {
        StreamHead head = StreamHead.of(stream, read(stream));
        var recorded = HashChain.next(store.codec, head, event, TIME, "a@example.org", "because");
        return new Append(
                List.of(),
                List.of(new NewEvent(recorded, head.commandsSent())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void events_come_back_as_they_went_in_and_hash_to_what_they_say() throws Exception {
        append(next("shop.roundtrip", new RolloutEvent.RolloutPaused()));
        append(next("shop.roundtrip", new RolloutEvent.GateOpened(GatePoint.CUTOVER, List.of("approved by ä"))));

        List<StoredEvent> events = read("shop.roundtrip");

        assertThat(events).hasSize(2);
        for (StoredEvent event : events) {
            var body = store.codec.toJson(event.recorded().data());
            assertThat(HashChain.hash(event.recorded(), event.type(), body))
                    .isEqualTo(event.recorded().hash());
            assertThat(event.recorded().time()).isEqualTo(TIME);
        }
        assertThat(events.get(0).recorded().previousHash()).isEqualTo(HashChain.FIRST);
        assertThat(events.get(1).recorded().previousHash())
                .isEqualTo(events.get(0).recorded().hash());
    }

    @Test
    void eight_writers_on_one_stream_leave_no_gap_and_later_versions_in_later_transactions() throws Exception {
        AtomicInteger conflicts = new AtomicInteger();
        Callable<Void> writer = () -> {
            for (int written = 0; written < 25; ) {
                try {
                    append(next("shop.contended", new RolloutEvent.RolloutResumed()));
                    written++;
                } catch (Conflict e) {
                    conflicts.incrementAndGet();
                }
            }
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Void> done : threads.invokeAll(Collections.nCopies(8, writer))) {
                done.get();
            }
        }

        List<StoredEvent> events = read("shop.contended");
        assertThat(conflicts).hasPositiveValue();
        assertThat(events).hasSize(200);
        assertThat(events.stream().map(StoredEvent::cursor)).isSorted();
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).recorded().previousHash())
                    .isEqualTo(events.get(i - 1).recorded().hash());
        }
    }

    @Test
    void an_event_of_a_newer_build_is_named_with_its_place_and_hides_no_other_stream() throws Exception {
        append(next("shop.of-tomorrow", new RolloutEvent.RolloutPaused()));
        append(next("shop.of-today", new RolloutEvent.RolloutPaused()));
        try (Connection newer = store.connect();
                var statement = newer.createStatement()) {
            statement.execute("""
                    INSERT INTO event (generation, stream, version, type, time, actor, reason, body, hash,
                                       previous_hash, commands_sent)
                    SELECT generation, stream, 2, 'dev.towpath.event.rollout-teleported.v1', now(), 'a', '', '{}', '', hash, 0
                      FROM event WHERE stream = 'shop.of-tomorrow'
                    """);

            assertThatThrownBy(() -> read("shop.of-tomorrow"))
                    .isInstanceOf(NewerLog.class)
                    .hasMessageContaining("event 2 of stream shop.of-tomorrow")
                    .hasMessageContaining("rollout-teleported");
            assertThat(read("shop.of-today")).hasSize(1);

            statement.execute("DELETE FROM event WHERE stream = 'shop.of-tomorrow' AND version = 2");
        }
    }

    @Test
    void a_message_is_handled_once() {
        Receipt receipt = new Receipt(new MessageId("/ci", "c-1"), "digest", List.of(), TIME);
        append(Append.receipt(receipt));

        assertThatThrownBy(
                        () -> append(Append.receipt(receipt).and(next("shop.twice", new RolloutEvent.RolloutPaused()))))
                .isInstanceOf(Conflict.class);
        assertThat(read("shop.twice")).isEmpty();
        assertThat(store.events.receipt(receipt.id()).await().indefinitely()).contains(receipt);
    }

    @Test
    void a_reader_waits_for_a_commit_that_is_late_rather_than_skip_it() throws Exception {
        Cursor start = lastCursor();
        try (Connection late = store.connect();
                var statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("""
                    INSERT INTO event (generation, stream, version, type, time, actor, reason, body, hash,
                                       previous_hash, commands_sent)
                    VALUES (1, 'shop.late', 1, 'dev.towpath.event.rollout-paused.v1', now(), 'a', '', '{}', '', '', 0)
                    """);
            append(next("shop.early", new RolloutEvent.RolloutPaused()));
            assertThat(store.events.readAll(start, 100).await().indefinitely()).isEmpty();

            late.commit();
        }

        assertThat(store.events.readAll(start, 100).await().indefinitely())
                .extracting(event -> event.recorded().stream())
                .containsExactly("shop.late", "shop.early");
    }

    /** Else every page of a long log costs what the whole rest of it costs. */
    @Test
    void the_log_is_read_in_the_order_of_its_index() throws Exception {
        assertThat(store.planOf(PostgresEventStore.READ_ALL, "1, '5', 5, 10"))
                .anyMatch(line -> line.contains("event_in_order"))
                .noneMatch(line -> line.contains("Sort"));
    }

    @Test
    void positions_alarms_and_sequences_are_kept_and_overwritten() {
        Alarm alarm = new Alarm("shop.timed", TIME);
        append(Append.consumed(new ConsumedPosition("t", 0, 5)));
        append(Append.consumed(new ConsumedPosition("t", 0, 3))
                .and(Append.heard(new HeardSequence("/agent/shop", "shop.timed", 7)))
                .and(new Append(
                        List.of(), List.of(), List.of(), List.of(alarm, alarm), List.of(), List.of(), List.of())));

        assertThat(store.events.consumed("t", 0).await().indefinitely()).contains(new ConsumedPosition("t", 0, 3));
        assertThat(store.events
                        .heard("/agent/shop", "shop.timed")
                        .await()
                        .indefinitely()
                        .sequence())
                .isEqualTo(7);
        assertThat(store.events.due(TIME, 10).await().indefinitely()).containsExactly(alarm);
        append(Append.rung(alarm));
        assertThat(store.events.due(TIME, 10).await().indefinitely()).isEmpty();
    }

    @Test
    void a_store_on_another_server_takes_nothing_until_it_counts_a_new_generation() throws Exception {
        try (TestStore moved = TestStore.migrated()) {
            moved.execute("UPDATE store_generation SET system_identifier = 'the server before'");
            Append event = next("shop.moved", new RolloutEvent.RolloutPaused());
            assertThatThrownBy(() -> moved.events.append(event).await().indefinitely())
                    .isNotInstanceOf(Conflict.class);

            moved.execute(StoreGeneration.RAISE);
            moved.execute(StoreGeneration.RAISE);
            moved.events.append(event).await().indefinitely();

            assertThat(moved.events.read("shop.moved").await().indefinitely())
                    .singleElement()
                    .satisfies(
                            stored -> assertThat(stored.cursor().generation()).isEqualTo(2));
        }
    }

    private static Cursor lastCursor() {
        List<StoredEvent> all = new ArrayList<>();
        Cursor after = Cursor.START;
        do {
            all.clear();
            all.addAll(store.events.readAll(after, 100).await().indefinitely());
            after = all.isEmpty() ? after : all.getLast().cursor();
        } while (!all.isEmpty());
        return after;
    }
}
