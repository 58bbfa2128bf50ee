package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people say at a gate. */
class GateCommandsTest {
    @AutoClose
    private final Shell shell = new Shell();

    @ParameterizedTest
    @CsvSource({"approve", "reject", "skip", "withdraw"})
    void a_word_is_for_the_gate_that_the_rollout_waits_at(String verb) {
        shell.server()
                .on("GET /api/rollouts/shop.r1", 200, "{\"conditions\":[{\"gate\":\"contract\"}]}")
                .on("POST /api/rollouts/shop.r1/" + verb, 202, Answers.ACCEPTED);

        assertThat(shell.run(verb, "shop.r1", "--actor", "dba", "--reason", "gr\u00fcn"))
                .isZero();
        assertThat(shell.server().requests().getLast().body())
                .isEqualTo("{\"stage\":\"contract\",\"actor\":\"dba\",\"reason\":\"gr\u00fcn\"}");
    }

    @Test
    void approving_says_when_there_is_no_gate() {
        shell.server().on("GET /api/rollouts/shop.r1", 200, "{\"conditions\":[]}");

        assertThat(shell.run("approve", "shop.r1")).isEqualTo(1);
        assertThat(shell.err()).contains("waits at no gate now");
    }

    @Test
    void a_skip_says_why() {
        assertThat(shell.run("skip", "shop.r1", "--stage", "cutover", "--actor", "dba"))
                .isEqualTo(2);
        assertThat(shell.err()).contains("--reason");
        assertThat(shell.server().requests()).isEmpty();
    }

    @Test
    void cutover_is_reopened_with_a_reason_wherever_the_rollout_waits() {
        shell.server().on("POST /api/rollouts/shop.r1/reopen", 202, Answers.ACCEPTED);

        assertThat(shell.run("reopen", "shop.r1", "--actor", "dba")).isEqualTo(2);
        assertThat(shell.err()).contains("--reason");
        assertThat(shell.run("reopen", "shop.r1", "--actor", "dba", "--reason", "slow reads"))
                .isZero();
        assertThat(shell.server().requests().getLast().body())
                .isEqualTo("{\"stage\":\"cutover\",\"actor\":\"dba\",\"reason\":\"slow reads\"}");
    }
}
