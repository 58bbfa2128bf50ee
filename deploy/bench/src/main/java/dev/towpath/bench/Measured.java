package dev.towpath.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What one piece of work took.
 *
 * @param millis wall time
 * @param walBytes write-ahead log written meanwhile, by whomever
 */
public record Measured(double millis, long walBytes) {
    /** A piece of work that can't go on without its end. */
    public interface Work {
        void run() throws Exception;
    }

    static Measured of(BenchTarget target, Work work) throws Exception {
        long before = target.number("SELECT pg_current_wal_insert_lsn() - '0/0'");
        long start = System.nanoTime();
        work.run();
        double millis = (System.nanoTime() - start) / 1e6;
        return new Measured(millis, target.number("SELECT pg_current_wal_insert_lsn() - '0/0'") - before);
    }

    public static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The value below which {@code share} of the values lie, such as 0.99; 0 for none. */
    public static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    }
}
