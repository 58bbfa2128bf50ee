package dev.towpath.bench.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What processes that are not ours do to the machine meanwhile: the busy time of {@code /proc/stat} without that of our own
 * tree, as a share of all cores. Interrupts and waits for the disk are nobody's.
 */
record Others(long since, double busyBefore, double ownBefore) {
    /** More than this share of the cores, and the run proves nothing. */
    static final double MOST = 0.10;

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_NICE_SYSTEM = 3;

    static Others begin() {
        return new Others(System.nanoTime(), busy(), own());
    }

    double share() {
        double seconds = (System.nanoTime() - since) / 1e9;
        double others = busy() - busyBefore - (own() - ownBefore);
        return Math.max(0, others / seconds / Runtime.getRuntime().availableProcessors());
    }

    private static double busy() {
        try {
            String all =
                    Files.readString(Path.of("/proc/stat")).lines().findFirst().orElseThrow();
            return Arrays.stream(all.substring("cpu".length()).strip().split(" +"))
                            .limit(USER_NICE_SYSTEM)
                            .mapToLong(Long::parseLong)
                            .sum()
                    / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ended processes are counted by the parent that waited for them. */
    private static double own() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .mapToDouble(Others::seconds)
                .sum();
    }

    /** One that has ended meanwhile is counted by its parent. */
    private static double seconds(ProcessHandle process) {
        try {
            return new ProcessFigures(process.pid()).cpuSeconds();
        } catch (UncheckedIOException ended) {
            return 0;
        }
    }
}
