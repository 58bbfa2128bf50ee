package dev.towpath.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A running {@code up} in a folder of its own, which goes with it. */
record StartedProduct(Running running, Path folder) implements AutoCloseable {
    /** What is started, with its data in the folder that it is given. */
    @FunctionalInterface
    interface Start {
        Running in(Path data) throws IOException;
    }

    static StartedProduct of(Start start) throws IOException {
        Path folder = Files.createTempDirectory("towpath-acceptance");
        return new StartedProduct(start.in(folder.resolve("data")), folder);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        running.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
