package dev.towpath.agent.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void the_first_wait_is_one_to_two_seconds() {
        assertThat(Backoff.after(1, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Backoff.after(1, 0.999)).isBetween(Duration.ofMillis(1_990), Duration.ofSeconds(2));
    }

    @Test
    void no_wait_is_longer_than_thirty_seconds_however_many_attempts_failed() {
        for (int failures = 1; failures < 10_000; failures++) {
            assertThat(Backoff.after(failures, 0.999_999)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
        }
    }
}
