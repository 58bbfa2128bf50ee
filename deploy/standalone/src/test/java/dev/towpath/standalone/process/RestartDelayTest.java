package dev.towpath.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartDelayTest {
    private static final Duration SHORT = Duration.ofMillis(10);

    @Test
    void a_program_that_keeps_ending_waits_longer_but_never_longer_than_a_restart_may_take() {
        RestartDelay delay = RestartDelay.FIRST;
        for (int end = 0; end < 100; end++) {
            RestartDelay next = delay.after(SHORT);
            assertThat(next.value()).isGreaterThanOrEqualTo(delay.value()).isLessThan(Duration.ofSeconds(5));
            delay = next;
        }
        assertThat(delay.value()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_program_that_ran_for_long_is_started_again_at_once() {
        RestartDelay worn = RestartDelay.FIRST.after(SHORT).after(SHORT);
        assertThat(worn.after(Duration.ofMinutes(1))).isEqualTo(RestartDelay.FIRST);
    }
}
