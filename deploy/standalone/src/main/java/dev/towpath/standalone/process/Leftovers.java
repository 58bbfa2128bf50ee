package dev.towpath.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The processes that an earlier supervisor, which was killed, has left running. A stranger's process is never touched. */
public record Leftovers(ProgramFiles files) {
    private static final int SECONDS = 8;

    /** Ends them all and removes their pid files; {@code news} hears of each that still ran. */
    public void end(Consumer<String> news) {
        List<PidFile> pidFiles = pidFiles();
        List<ProcessHandle> running = pidFiles.stream()
                .map(PidFile::running)
                .flatMap(Optional::stream)
                .toList();
        running.forEach(process -> {
            news.accept("ending process " + process.pid() + ", left by an earlier run");
            process.destroy();
        });
        for (ProcessHandle process : running) {
            if (!Waiting.ended(process, SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                Waiting.ended(process, SECONDS, TimeUnit.SECONDS);
            }
        }
        pidFiles.forEach(PidFile::remove);
    }

    private List<PidFile> pidFiles() {
        try (Stream<Path> found = Files.list(files.runFolder())) {
            return found.filter(file -> file.getFileName().toString().endsWith(".pid"))
                    .map(PidFile::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
