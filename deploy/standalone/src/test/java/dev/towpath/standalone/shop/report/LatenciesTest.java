package dev.towpath.standalone.shop.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void a_percentile_is_right_within_five_percent() {
        Map<Integer, Long> buckets = new HashMap<>();
        for (int millis = 1; millis <= 1000; millis++) {
            buckets.merge(Latencies.bucket(Duration.ofMillis(millis)), 1L, Long::sum);
        }
        Latencies latencies = new Latencies(buckets);
        assertThat(latencies.count()).isEqualTo(1000);
        assertThat(latencies.percentile(0.99)).isBetween(Duration.ofMillis(990), Duration.ofMillis(1040));
        assertThat(latencies.percentile(0.5)).isBetween(Duration.ofMillis(500), Duration.ofMillis(525));
        assertThat(latencies.longest()).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1050));
    }

    @Test
    void parts_add_up() {
        Latencies one = new Latencies(Map.of(3, 2L, 7, 1L));
        assertThat(Latencies.together(List.of(one, one)).buckets()).isEqualTo(Map.of(3, 4L, 7, 2L));
        assertThat(Latencies.together(List.of()).percentile(0.99)).isZero();
    }
}
