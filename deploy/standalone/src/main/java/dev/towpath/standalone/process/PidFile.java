package dev.towpath.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process's id on its own in one file, for scripts, and beside it the moment of its start. Process ids are used again by
 * the system: a process counts as the one that was written down only if it also started when that one did.
 */
public record PidFile(Path file) {
    /** How exactly the system reports when a process started. */
    private static final Duration CLOCK_TICK = Duration.ofMillis(1500);

    /** Writes both atomically, so that a reader never sees half a number. */
    public void write(ProcessHandle process) throws IOException {
        put(startFile(), process.info().startInstant().map(Instant::toString).orElse(""));
        put(file, Long.toString(process.pid()));
    }

    /** The process that was written down, if it still runs. */
    public Optional<ProcessHandle> running() {
        return firstLine(file)
                .flatMap(PidFile::number)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::startedWhenWrittenDown);
    }

    public void remove() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(startFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean startedWhenWrittenDown(ProcessHandle process) {
        Optional<Instant> written =
                firstLine(startFile()).filter(text -> !text.isEmpty()).map(Instant::parse);
        Optional<Instant> actual = process.info().startInstant();
        return written.isPresent()
                && actual.isPresent()
                && Duration.between(written.get(), actual.get()).abs().compareTo(CLOCK_TICK) < 0;
    }

    private Path startFile() {
        return file.resolveSibling(file.getFileName() + ".start");
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,10}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static Optional<String> firstLine(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(lines.getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Path file, String line) throws IOException {
        Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), line + "\n");
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
