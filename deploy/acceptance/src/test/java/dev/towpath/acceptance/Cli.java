package dev.towpath.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The command line as somebody types it, on the server of a {@link Stack}. */
record Cli(String api, String actor) {
    /** What a command ended with, and everything that it printed. */
    record Printed(int exit, String text) {}

    /** Runs {@code ./towpath} with {@code words}. */
    Printed run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Stack.LAUNCHER.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--api", api, "--actor", actor));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Printed(process.waitFor(), text);
    }
}
