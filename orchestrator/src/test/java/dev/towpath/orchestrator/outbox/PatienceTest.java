package dev.towpath.orchestrator.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration MOST = Duration.ofSeconds(1);
    private static final OutboxPage NOTHING = new OutboxPage(List.of(), false, false);
    private static final OutboxPage HELD_BACK = new OutboxPage(List.of(), false, true);

    private final Patience patience = new Patience(MOST);

    @Test
    void nothing_to_wait_for_is_looked_for_slowly() {
        assertThat(Stream.generate(() -> patience.after(NOTHING)).limit(3)).containsOnly(MOST);
    }

    @Test
    void what_is_held_back_goes_at_most_half_as_late_again_as_it_was_held_back() {
        Duration waited = patience.after(HELD_BACK);
        assertThat(waited).isEqualTo(Patience.LEAST);
        int looks = 1;
        while (waited.compareTo(MOST) < 0) {
            Duration next = patience.after(HELD_BACK);
            assertThat(next).isBetween(Patience.LEAST, max(Patience.LEAST, waited.dividedBy(2)));
            waited = waited.plus(next);
            looks++;
        }
        assertThat(looks).as("looks in the first second").isLessThanOrEqualTo(20);
    }

    @Test
    void what_hangs_is_looked_at_no_more_often_than_nothing() {
        Stream.generate(() -> patience.after(HELD_BACK)).limit(25).forEach(wait -> assertThat(wait)
                .isLessThanOrEqualTo(MOST));
        assertThat(patience.after(HELD_BACK)).isEqualTo(MOST);
    }

    @Test
    void after_a_ring_or_a_look_that_found_nothing_held_back_it_begins_with_the_shortest_wait() {
        Stream.generate(() -> patience.after(HELD_BACK)).limit(10).forEach(wait -> {});
        patience.anew();
        assertThat(patience.after(HELD_BACK)).isEqualTo(Patience.LEAST);

        Stream.generate(() -> patience.after(HELD_BACK)).limit(10).forEach(wait -> {});
        assertThat(patience.after(NOTHING)).isEqualTo(MOST);
        assertThat(patience.after(HELD_BACK)).isEqualTo(Patience.LEAST);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
