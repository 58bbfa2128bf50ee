package dev.towpath.orchestrator.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.contracts.event.Recorded;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    /** Submitted in the first second after the start, refused in the second. */
    private static final List<StoredEvent> STREAM = History.unplannable(History.rollout(1));

    private static final Instant NOW = History.START.plus(Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({
        "1, planning",
        "2, failed",
        "2026-03-06T12:00:01Z, planning",
        "2026-03-06T12:00:01.999Z, planning",
        "2026-03-06T12:00:02.000Z, failed",
        "2026-03-06T12:00:02Z, failed",
        "2026-03-06T13:00:01+01:00, planning",
        "2026-03-06 12:00:01Z, planning",
        "2026-03-06T13:00:00Z, failed"
    })
    void a_rollout_is_shown_as_it_stood(String at, String state) {
        assertThat(then(at)).isInstanceOfSatisfying(Then.Stood.class, stood -> assertThat(
                        stood.document().state())
                .isEqualTo(state));
    }

    @Test
    void a_time_without_a_fraction_means_the_whole_second() {
        List<StoredEvent> within = STREAM.stream()
                .map(stored -> MomentTest.at(stored, History.START.plusMillis(1_700)))
                .toList();
        assertThat(Then.of(within, Moment.parse("2026-03-06T12:00:01Z"), NOW)).isInstanceOf(Then.Stood.class);
        assertThat(Then.of(within, Moment.parse("2026-03-06T12:00:01.699Z"), NOW))
                .isInstanceOf(Then.NotSubmitted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2026-03-06T12:00:00Z"})
    void before_its_first_event_there_was_no_rollout(String at) {
        assertThat(then(at)).isEqualTo(new Then.NotSubmitted(History.START.plusSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "999999999999999999", "2026-03-06T13:00:01Z"})
    void what_has_not_come_is_not_guessed(String at) {
        assertThat(then(at)).isEqualTo(new Then.NotReached(2));
    }

    @Test
    void nobody_knows_of_what_was_never_submitted() {
        assertThat(Then.of(List.of(), Moment.parse("1"), NOW)).isEqualTo(new Then.Unknown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1.5",
                "yesterday",
                "12:00",
                "2026-03-06",
                "2026-03-06T12:00:00",
                "2026-13-06T12:00:00Z",
                "1234567890123456789"
            })
    void anything_else_is_answered_with_the_forms_that_are_read(String at) {
        assertThatThrownBy(() -> Moment.parse(at))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a version such as 12, or a time with its zone");
    }

    private static Then then(String at) {
        return Then.of(STREAM, Moment.parse(at), NOW);
    }

    private static StoredEvent at(StoredEvent stored, Instant time) {
        Recorded<?> was = stored.recorded();
        return new StoredEvent(
                stored.cursor(),
                stored.type(),
                0,
                new Recorded<>(was.stream(), was.version(), time, was.actor(), was.reason(), was.data(), "", ""));
    }
}
