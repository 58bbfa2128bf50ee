package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Somebody who believes nobody, with the command line. */
record Auditor(Stack stack) {
    /** How a call ended, and what it said. */
    record Verdict(int exitCode, String text) {}

    /** Everything is anchored, and the places outside the store have heard of it. */
    void anchor() {
        assertThat(call(List.of("anchor", "--api", stack.api())).exitCode()).isZero();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> verify().text().strip(), text -> text.endsWith("intact: every event is anchored"));
    }

    Verdict verify() {
        return call(List.of(
                "verify",
                "--store",
                url(stack.storeJdbc()),
                "--kafka",
                stack.kafka(),
                "--ledger",
                url(stack.targetJdbc())));
    }

    Verdict verify(Path file) {
        return call(List.of("verify", file.toString()));
    }

    void export(String rollout, Path file) {
        assertThat(call(List.of("export", rollout, "--api", stack.api(), "--out", file.toString()))
                        .exitCode())
                .isZero();
    }

    private static String url(String jdbc) {
        return jdbc.substring("jdbc:".length());
    }

    private static Verdict call(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Stack.LAUNCHER.toString(), "audit"));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Verdict(process.waitFor(), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
