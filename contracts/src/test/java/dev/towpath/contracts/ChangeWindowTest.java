package dev.towpath.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.towpath.contracts.spec.ChangeWindow;
import dev.towpath.contracts.spec.ChangeWindow.Opening;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeWindowTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tue-thu 02:00-04:00 UTC",
                "sun 22:30-24:00 Europe/Berlin",
                "sat-mon 22:00-02:00 America/New_York",
                "mon 00:00-24:00 +05:30"
            })
    void the_text_form_is_written_as_it_was_read(String text) {
        assertThat(ChangeWindow.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tue-thu 02:00-04:00",
                "02:00-04:00 UTC",
                "tues 02:00-04:00 UTC",
                "tue 2:00-04:00 UTC",
                "tue 02:00-25:00 UTC",
                "tue 24:00-04:00 UTC",
                "Tue 02:00-04:00 UTC",
                "tue 02:00-04:00 Mars/Olympus"
            })
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ChangeWindow.parse(text));
    }

    /** 2026-03-06 is a Friday; clocks in Berlin change on 2026-03-29 and 2026-10-25, those in New York on 2026-03-08. */
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "tue-thu 02:00-04:00 UTC,             2026-03-06T12:00:00Z, 2026-03-10T02:00:00Z, 2026-03-10T04:00:00Z",
        "tue-thu 02:00-04:00 UTC,             2026-03-10T02:00:00Z, 2026-03-10T02:00:00Z, 2026-03-10T04:00:00Z",
        "tue-thu 02:00-04:00 UTC,             2026-03-10T04:00:00Z, 2026-03-11T02:00:00Z, 2026-03-11T04:00:00Z",
        "fri 10:00-09:00 UTC,                 2026-03-07T08:59:59Z, 2026-03-06T10:00:00Z, 2026-03-07T09:00:00Z",
        "sun-mon 22:00-02:00 UTC,             2026-03-10T01:00:00Z, 2026-03-09T22:00:00Z, 2026-03-10T02:00:00Z",
        "sun-mon 22:00-02:00 UTC,             2026-03-10T02:00:00Z, 2026-03-15T22:00:00Z, 2026-03-16T02:00:00Z",
        "fri 00:00-24:00 Pacific/Auckland,    2026-03-06T12:00:00Z, 2026-03-12T11:00:00Z, 2026-03-13T11:00:00Z",
        "sun 01:30-03:30 Europe/Berlin,       2026-03-28T12:00:00Z, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
        "sun 02:30-04:00 Europe/Berlin,       2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
        "sun 01:00-02:30 Europe/Berlin,       2026-03-28T12:00:00Z, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
        "sun 02:00-03:00 Europe/Berlin,       2026-03-28T12:00:00Z, 2026-04-05T00:00:00Z, 2026-04-05T01:00:00Z",
        "sun 02:30-04:00 Europe/Berlin,       2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-25T03:00:00Z",
        "sun 01:00-02:30 Europe/Berlin,       2026-10-24T12:00:00Z, 2026-10-24T23:00:00Z, 2026-10-25T00:30:00Z",
        "sun 02:15-02:45 Europe/Berlin,       2026-10-25T00:45:00Z, 2026-11-01T01:15:00Z, 2026-11-01T01:45:00Z",
        "sat 23:00-03:00 America/New_York,    2026-03-08T06:30:00Z, 2026-03-08T04:00:00Z, 2026-03-08T07:00:00Z"
    })
    void the_opening_that_lasts_or_the_next(String window, Instant time, Instant from, Instant until) {
        assertThat(ChangeWindow.parse(window).openingFrom(time)).isEqualTo(new Opening(from, until));
    }

    @Test
    void an_opening_has_its_start_and_not_its_end() {
        Opening opening = ChangeWindow.parse("fri 10:00-12:00 UTC").openingFrom(Instant.parse("2026-03-06T09:00:00Z"));
        assertThat(opening.covers(Instant.parse("2026-03-06T10:00:00Z"))).isTrue();
        assertThat(opening.covers(Instant.parse("2026-03-06T12:00:00Z"))).isFalse();
    }
}
