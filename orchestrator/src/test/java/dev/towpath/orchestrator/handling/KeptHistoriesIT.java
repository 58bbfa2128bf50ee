package dev.towpath.orchestrator.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.HashChain;
import dev.towpath.orchestrator.eventstore.NewEvent;
import dev.towpath.orchestrator.eventstore.StreamHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptHistoriesIT {
    private static TestStore store;

    private KeptHistories<Reasons> kept;

    @BeforeAll
    static void start() throws Exception {
        store = TestStore.migrated();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void keepTwo() {
        kept = new KeptHistories<>(store.events, 2);
    }

    /** Also counts how often it was given events: once for all, or again for what came since. */
    private record Reasons(StreamHead head, List<String> reasons, int folds) implements KeptHistories.History<Reasons> {
        static Reasons start(String stream) {
            return new Reasons(StreamHead.of(stream, List.of()), List.of(), 0);
        }

        @Override
        public Reasons after(List<NewEvent> events) {
            List<String> all = new ArrayList<>(reasons);
            events.forEach(event -> all.add(event.recorded().reason()));
            return events.isEmpty() ? this : new Reasons(StreamHead.of(events.getLast()), all, folds + 1);
        }
    }

    private Reasons read(String stream) {
        return kept.of(Reasons.start(stream)).await().indefinitely();
    }

    private static void append(String stream, String reason) {
        StreamHead head =
                StreamHead.of(stream, store.events.read(stream).await().indefinitely());
        var recorded = HashChain.next(
                store.codec,
                head,
                new RolloutEvent.RolloutPaused(),
                Instant.parse("2026-03-06T12:00:00Z"),
                "a@example.org",
                reason);
        store.events
                .append(new Append(
                        List.of(),
                        List.of(new NewEvent(recorded, 0)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()))
                .await()
                .indefinitely();
    }

    @Test
    void only_what_came_since_is_read() {
        append("kept.grows", "one");
        read("kept.grows");
        append("kept.grows", "two");
        append("kept.grows", "three");

        Reasons read = read("kept.grows");

        assertThat(read.reasons()).containsExactly("one", "two", "three");
        assertThat(read.folds()).isEqualTo(2);
        assertThat(read.head().version()).isEqualTo(3);
        assertThat(read("kept.grows")).isEqualTo(read);
    }

    @Test
    void what_is_not_there_any_more_is_forgotten() {
        append("kept.back", "one");
        append("kept.back", "two");
        read("kept.back");
        store.execute("DELETE FROM event WHERE stream = 'kept.back' AND version = 2");

        assertThat(read("kept.back").reasons()).containsExactly("one");
    }

    @Test
    void another_event_at_the_same_place_is_another_history() {
        append("kept.other", "one");
        append("kept.other", "two");
        read("kept.other");
        store.execute("DELETE FROM event WHERE stream = 'kept.other' AND version = 2");
        append("kept.other", "zwei");
        append("kept.other", "drei");

        assertThat(read("kept.other").reasons()).containsExactly("one", "zwei", "drei");
    }

    @Test
    void a_stream_that_is_gone_is_as_at_its_start() {
        append("kept.gone", "one");
        read("kept.gone");
        store.execute("DELETE FROM event WHERE stream = 'kept.gone'");

        assertThat(read("kept.gone")).isEqualTo(Reasons.start("kept.gone"));
    }

    @Test
    void the_one_not_asked_for_the_longest_is_read_anew() {
        List<String> streams = List.of("kept.a", "kept.b", "kept.c");
        streams.forEach(stream -> append(stream, "one"));
        streams.forEach(this::read);
        streams.forEach(stream -> append(stream, "two"));

        assertThat(read("kept.c").folds()).isEqualTo(2);
        assertThat(read("kept.a").folds()).isEqualTo(1);
    }
}
