package dev.towpath.agent.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSizerTest {
    private static final Duration TARGET = Duration.ofMillis(200);

    @Test
    void starts_with_a_thousand_rows() {
        assertThat(BatchSizer.of(TARGET).rows()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 30_000, 100_000, 200_000})
    void settles_within_a_tenth_of_the_target_at_a_steady_rate(int rowsPerSecond) {
        BatchSizer sizer = BatchSizer.of(TARGET);

        for (int batch = 0; batch < 30; batch++) {
            sizer = sizer.took(timeFor(sizer.rows(), rowsPerSecond));
        }

        assertThat(timeFor(sizer.rows(), rowsPerSecond)).isBetween(Duration.ofMillis(180), Duration.ofMillis(220));
    }

    @Test
    void one_stalled_batch_takes_less_than_half_of_the_size_away() {
        BatchSizer settled = new BatchSizer(TARGET, 20_000);

        assertThat(settled.took(Duration.ofMinutes(1)).rows()).isEqualTo(12_500);
    }

    @Test
    void halves_after_a_lost_wait_but_never_below_the_smallest_batch() {
        assertThat(new BatchSizer(TARGET, 1_000).halved().rows()).isEqualTo(500);
        assertThat(new BatchSizer(TARGET, 150).halved().rows()).isEqualTo(BatchSizer.SMALLEST);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void stays_in_its_bounds_whatever_the_batches_take(long seed) {
        Random random = new Random(seed);
        BatchSizer sizer = BatchSizer.of(Duration.ofMillis(1 + random.nextInt(5_000)));

        for (int batch = 0; batch < 1_000; batch++) {
            int before = sizer.rows();
            sizer = random.nextInt(5) == 0 ? sizer.halved() : sizer.took(Duration.ofNanos(random.nextLong(1L << 40)));

            assertThat(sizer.rows()).isBetween(BatchSizer.SMALLEST, BatchSizer.LARGEST);
            assertThat((double) sizer.rows()).isLessThanOrEqualTo(before * 2.5 + 1);
        }
    }

    @Test
    void a_faster_batch_never_gives_a_smaller_next_one() {
        BatchSizer sizer = new BatchSizer(TARGET, 5_000);
        int previous = Integer.MAX_VALUE;

        for (int millis = 0; millis < 2_000; millis += 10) {
            int next = sizer.took(Duration.ofMillis(millis)).rows();
            assertThat(next).isLessThanOrEqualTo(previous);
            previous = next;
        }
    }

    @Test
    void another_target_gives_batches_of_that_duration_at_once() {
        BatchSizer settled = new BatchSizer(TARGET, 20_000);

        assertThat(settled.aimingAt(TARGET.dividedBy(4))).isEqualTo(new BatchSizer(TARGET.dividedBy(4), 5_000));
        assertThat(settled.aimingAt(TARGET)).isSameAs(settled);
        assertThat(settled.aimingAt(Duration.ofSeconds(10)).rows()).isEqualTo(BatchSizer.LARGEST);
        assertThat(settled.aimingAt(Duration.ofNanos(1)).rows()).isEqualTo(BatchSizer.SMALLEST);
    }

    @Test
    void a_target_of_no_time_is_refused() {
        assertThatThrownBy(() -> BatchSizer.of(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Duration timeFor(int rows, int rowsPerSecond) {
        return Duration.ofNanos(rows * 1_000_000_000L / rowsPerSecond);
    }
}
