package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent for a rollout file, and how long a script waits for it. */
class SubmitCommandTest {
    private static final String FILE = "revision: r1\ndatabase: shop\nchanges: []\n";
    private static final String SOAKING = Answers.rollout(
            "waiting", "{\"condition\":\"soak\",\"since\":\"2026-03-06T12:00:00Z\",\"detail\":\"until noon\"}");
    private static final String UNAPPROVED = Answers.rollout(
            "waiting",
            "{\"condition\":\"approvals\",\"since\":\"2026-03-06T12:00:00Z\",\"detail\":\"1 approval is missing\"}");

    @AutoClose
    private final Shell shell = new Shell();

    @TempDir
    private Path folder = Path.of("");

    private String file = "";

    @BeforeEach
    void write_a_file() throws IOException {
        file = Files.writeString(folder.resolve("r1.yaml"), FILE).toString();
    }

    @Test
    void an_accepted_rollout_is_done() {
        shell.server().on("POST /api/rollouts", 202, Answers.ACCEPTED);

        int exit = shell.run("submit", file, "--actor", "me", "--reason", "CRM-812", "--command-id", "c-1");

        assertThat(exit).isZero();
        assertThat(shell.out()).isEqualTo("accepted shop.r1\n");
        ScriptedServer.Request sent = shell.server().requests().getFirst();
        assertThat(sent.body()).isEqualTo(FILE);
        assertThat(sent.headers().get("Content-type")).containsExactly("application/yaml");
        assertThat(sent.headers().get("Idempotency-key")).containsExactly("c-1");
        assertThat(sent.headers().get("X-towpath-actor")).containsExactly("me");
        assertThat(sent.headers().get("X-towpath-reason")).containsExactly("CRM-812");
    }

    @Test
    void a_command_is_sent_in_the_trace_that_it_belongs_to() {
        shell.server().on("POST /api/rollouts", 202, Answers.ACCEPTED);
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        assertThat(shell.run("submit", file, "--traceparent", trace)).isZero();
        assertThat(shell.server().requests().getFirst().headers().get("Traceparent"))
                .containsExactly(trace);
    }

    @Test
    void a_file_above_the_limit_is_not_even_sent() throws IOException {
        Path huge = Files.writeString(folder.resolve("huge.yaml"), "#".repeat(300_000));

        assertThat(shell.run("submit", huge.toString())).isEqualTo(2);
        assertThat(shell.err()).contains("256 KiB");
        assertThat(shell.server().requests()).isEmpty();
    }

    @Test
    void only_a_plan_may_be_asked_for() {
        shell.server().on("POST /api/rollouts?plan_only=true", 202, Answers.ACCEPTED);

        assertThat(shell.run("submit", file, "--plan-only")).isZero();
    }

    @Test
    void waiting_ends_when_the_rollout_is_completed() {
        shell.server()
                .on("POST /api/rollouts", 202, Answers.ACCEPTED)
                .on("GET /api/rollouts/shop.r1", 200, Answers.rollout("planning", ""))
                .on("GET /api/rollouts/shop.r1", 503, "{\"rule\":\"StoreUnavailable\"}")
                .on("GET /api/rollouts/shop.r1", 200, Answers.RUNNING)
                .on("GET /api/rollouts/shop.r1", 200, SOAKING)
                .on("GET /api/rollouts/shop.r1", 200, Answers.rollout("completed", ""));

        assertThat(shell.run("submit", "--wait", file, "--timeout", "30s")).isZero();
        assertThat(shell.out().lines())
                .containsExactly(
                        "accepted shop.r1",
                        "planning  backfill",
                        "running  backfill",
                        "waiting  backfill  waits for soak",
                        "completed  backfill");
    }

    @Test
    void waiting_for_a_state_ends_in_that_state() {
        shell.server().on("POST /api/rollouts", 202, Answers.ACCEPTED).on("GET /api/rollouts/shop.r1", 200, UNAPPROVED);

        assertThat(shell.run("submit", file, "--wait=waiting", "--json")).isZero();
        assertThat(shell.out()).isEqualTo(UNAPPROVED + "\n");
    }

    @Test
    void waiting_ends_where_only_a_person_can_go_on() {
        shell.server().on("POST /api/rollouts", 202, Answers.ACCEPTED).on("GET /api/rollouts/shop.r1", 200, UNAPPROVED);

        assertThat(shell.run("submit", file, "--wait")).isEqualTo(5);
        assertThat(shell.err()).contains("approvals since 2026-03-06 12:00:00Z: 1 approval is missing");
    }

    @ParameterizedTest
    @CsvSource({"failed, 1", "in_doubt, 1", "rolled_back, 1", "aborted, 1", "paused, 5"})
    void waiting_ends_where_it_can_not_go_on(String state, int exitCode) {
        shell.server()
                .on("POST /api/rollouts", 202, Answers.ACCEPTED)
                .on("GET /api/rollouts/shop.r1", 200, Answers.rollout(state, ""));

        assertThat(shell.run("submit", file, "--wait")).isEqualTo(exitCode);
    }

    @Test
    void waiting_ends_when_its_time_is_over() {
        shell.server()
                .on("POST /api/rollouts", 202, Answers.ACCEPTED)
                .on("GET /api/rollouts/shop.r1", 200, Answers.RUNNING);

        assertThat(shell.run("submit", file, "--wait", "--timeout", "100ms")).isEqualTo(4);
        assertThat(shell.err()).contains("not there within 100ms");
    }
}
