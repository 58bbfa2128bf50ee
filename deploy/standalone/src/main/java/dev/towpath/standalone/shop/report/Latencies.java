package dev.towpath.standalone.shop.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long requests took, counted from when each was due. Counts by bucket: bucket {@code n} holds what took less than
 * 1.05<sup>n</sup> microseconds and not less than the bucket before, so that a percentile is exact within 5 percent.
 */
public record Latencies(@JsonValue Map<Integer, Long> buckets) {
    private static final double GROWTH = Math.log(1.05);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Latencies {
        buckets = Map.copyOf(buckets);
    }

    /** The bucket of a duration. */
    public static int bucket(Duration took) {
        long micros = Math.max(1, took.toNanos() / 1000);
        return (int) Math.floor(Math.log(micros) / GROWTH) + 1;
    }

    public static Latencies together(Collection<Latencies> parts) {
        Map<Integer, Long> sum = new TreeMap<>();
        parts.forEach(part -> part.buckets.forEach((bucket, count) -> sum.merge(bucket, count, Long::sum)));
        return new Latencies(sum);
    }

    public long count() {
        return buckets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What that share of the requests stayed below, such as 0.99; zero if there were none. */
    public Duration percentile(double share) {
        long left = (long) Math.ceil(count() * share);
        for (Map.Entry<Integer, Long> bucket : new TreeMap<>(buckets).entrySet()) {
            left -= bucket.getValue();
            if (left <= 0) {
                return Duration.ofNanos((long) (Math.exp(bucket.getKey() * GROWTH) * 1000));
            }
        }
        return Duration.ZERO;
    }

    public Duration longest() {
        return percentile(1);
    }
}
