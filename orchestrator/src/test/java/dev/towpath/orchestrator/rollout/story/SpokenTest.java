package dev.towpath.orchestrator.rollout.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTest {
    @ParameterizedTest
    @CsvSource({
        "PT-1S, 0 ms",
        "PT0.0004S, 0 ms",
        "PT0.04S, 40 ms",
        "PT0.999S, 999 ms",
        "PT1S, 1.0 s",
        "PT1.25S, 1.3 s",
        "PT9.9S, 9.9 s",
        "PT10S, 10 s",
        "PT59.9S, 59 s",
        "PT1M, 1 min",
        "PT59M59S, 59 min 59 s",
        "PT1H, 1 h",
        "PT23H59M59S, 23 h 59 min",
        "PT24H, 1 d",
        "PT171H, 7 d 3 h"
    })
    void a_duration_is_told_in_the_units_that_matter(Duration duration, String words) {
        assertThat(Spoken.of(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0 rows", "1|1 row", "2|2 rows", "300000|300,000 rows"})
    void things_are_counted(long number, String words) {
        assertThat(Spoken.count(number, "row")).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0123456789abcdef, 0123456789ab", "0123456789ab, 0123456789ab", "short, short"})
    void a_hash_is_told_as_far_as_people_read_it(String hash, String words) {
        assertThat(Spoken.hash(hash)).isEqualTo(words);
    }
}
