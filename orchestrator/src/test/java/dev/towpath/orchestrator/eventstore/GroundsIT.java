package dev.towpath.orchestrator.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.TestStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GroundsIT {
    private static final HeardSequence THIRD = new HeardSequence("/agent/shop", "shop.heard", 3);
    private static TestStore store;

    @BeforeAll
    static void start() throws Exception {
        store = TestStore.migrated();
        store.events.append(Append.heard(THIRD)).await().indefinitely();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static StreamHead head(String stream) {
        return StreamHead.of(stream, store.events.read(stream).await().indefinitely());
    }

    private static Append event(StreamHead head, String reason) {
        var recorded = HashChain.next(
                store.codec,
                head,
                new RolloutEvent.RolloutPaused(),
                Instant.parse("2026-03-06T12:00:00Z"),
                "a@example.org",
                reason);
        return new Append(
                List.of(), List.of(new NewEvent(recorded, 0)), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static void append(String stream, String reason, Grounds grounds) {
        store.events.append(event(head(stream), reason), grounds).await().indefinitely();
    }

    private static void assertRefused(String stream, Grounds grounds) {
        StreamHead before = head(stream);
        assertThatThrownBy(() -> append(stream, "refused", grounds)).isInstanceOf(Conflict.class);
        assertThat(head(stream)).isEqualTo(before);
    }

    @Test
    void what_holds_is_written_on() {
        append("shop.own", "one", Grounds.NONE);
        append("shop.other", "one", Grounds.NONE);

        append("shop.own", "two", new Grounds(List.of(head("shop.own"), head("shop.other")), List.of(THIRD)));

        assertThat(head("shop.own").version()).isEqualTo(2);
    }

    @Test
    void another_stream_that_went_on_is_a_conflict() {
        append("shop.went-on", "one", Grounds.NONE);
        StreamHead known = head("shop.went-on");
        append("shop.went-on", "two", Grounds.NONE);

        assertRefused("shop.decided", new Grounds(List.of(known), List.of()));
    }

    @Test
    void another_event_at_the_same_place_is_a_conflict() {
        append("shop.replaced", "one", Grounds.NONE);
        StreamHead known = head("shop.replaced");
        store.execute("DELETE FROM event WHERE stream = 'shop.replaced'");
        append("shop.replaced", "eins", Grounds.NONE);

        assertRefused("shop.replaced", new Grounds(List.of(known), List.of()));
    }

    @Test
    void a_stream_that_lost_its_end_gets_no_gap() {
        append("shop.cut", "one", Grounds.NONE);
        append("shop.cut", "two", Grounds.NONE);
        StreamHead known = head("shop.cut");
        store.execute("DELETE FROM event WHERE stream = 'shop.cut' AND version = 2");

        assertThatThrownBy(() -> store.events
                        .append(event(known, "three"), new Grounds(List.of(known), List.of()))
                        .await()
                        .indefinitely())
                .isInstanceOf(Conflict.class);
        assertThat(head("shop.cut").version()).isEqualTo(1);
    }

    @Test
    void another_number_heard_or_none_is_a_conflict() {
        assertRefused(
                "shop.numbered", new Grounds(List.of(), List.of(new HeardSequence("/agent/shop", "shop.heard", 2))));
        assertRefused(
                "shop.numbered", new Grounds(List.of(), List.of(new HeardSequence("/agent/shop", "shop.unheard", 1))));
    }

    @Test
    void without_an_event_there_are_no_grounds() {
        assertThatThrownBy(() -> store.events.append(Append.NOTHING, new Grounds(List.of(), List.of(THIRD))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
