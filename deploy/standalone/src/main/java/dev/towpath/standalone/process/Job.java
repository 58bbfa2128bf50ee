package dev.towpath.standalone.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A program that is run once, to its end, before others may start. */
public record Job(String name, List<String> command, Map<String, String> environment) {
    private static final int PATIENCE_SECONDS = 120;

    /** Returns when the program has ended well; throws {@link ProgramFailed} if it has not. */
    public void run(ProgramFiles files) {
        ProgramLog log = files.log(name);
        try {
            Process process = Launch.start(command, environment, log);
            try {
                awaitSuccess(process, log);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new ProgramFailed(name + " could not be started: " + e.getMessage(), log);
        }
    }

    /** Runs all of them side by side; throws the failure of one of them if there is any. */
    public static void runAll(List<Job> jobs, ProgramFiles files) {
        List<CompletableFuture<Void>> running = jobs.stream()
                .map(job -> CompletableFuture.runAsync(() -> job.run(files), Thread::startVirtualThread))
                .toList();
        try {
            running.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProgramFailed failed) {
                throw failed;
            }
            throw e;
        }
    }

    private void awaitSuccess(Process process, ProgramLog log) {
        if (!Waiting.ended(process.toHandle(), PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new ProgramFailed(name + " took longer than " + PATIENCE_SECONDS + " s", log);
        }
        if (process.exitValue() != 0) {
            throw new ProgramFailed(name + " ended with exit code " + process.exitValue(), log);
        }
    }
}
