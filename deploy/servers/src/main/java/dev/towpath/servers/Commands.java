package dev.towpath.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Short programs that are run to their end. */
final class Commands {
    private Commands() {}

    /** What a program left behind. */
    record Result(int exit, String output) {}

    /** Runs {@code command} without input; both of its outputs are kept together. */
    static Result run(List<String> command) {
        return run(new ProcessBuilder(command));
    }

    /** Runs it in {@code folder}, with {@code environment} beside our own. */
    static Result run(List<String> command, Path folder, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return run(builder);
    }

    private static Result run(ProcessBuilder builder) {
        String program = builder.command().getFirst();
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(127, program + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerNotStarted("interrupted while running " + program, e);
        }
    }
}
