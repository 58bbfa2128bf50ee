package dev.towpath.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short programs that are run to their end. */
final class Commands {
    private Commands() {}

    /** What a program left behind. */
    record Result(int exit, String output) {}

    /** Runs {@code command} without input; both of its outputs are kept together. */
    static Result run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(127, command.getFirst() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerNotStarted("interrupted while running " + command.getFirst(), e);
        }
    }
}
