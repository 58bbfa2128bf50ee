package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people have a rollout do. */
class RolloutCommandsTest {
    @AutoClose
    private final Shell shell = new Shell();

    @ParameterizedTest
    @CsvSource({"pause", "resume", "retry", "start"})
    void an_action_is_sent_with_who_and_why(String action) {
        shell.server()
                .on("POST /api/rollouts/shop.r1/" + action, 202, Answers.ACCEPTED.replace("accepted", "already_done"));

        assertThat(shell.run(action, "shop.r1", "--actor", "dba")).isZero();
        assertThat(shell.out()).isEqualTo("already done shop.r1\n");
        assertThat(shell.server().requests().getLast().body()).isEqualTo("{\"actor\":\"dba\",\"reason\":\"\"}");
    }

    @Test
    void a_note_is_sent_as_it_was_written() {
        shell.server().on("POST /api/rollouts/shop.r1/note", 202, Answers.ACCEPTED);

        assertThat(shell.run("note", "shop.r1", "moved to Tuesday", "--actor", "dba"))
                .isZero();
        assertThat(shell.server().requests().getLast().body())
                .isEqualTo("{\"text\":\"moved to Tuesday\",\"actor\":\"dba\",\"reason\":\"\"}");
    }

    @Test
    void a_rollback_says_why() {
        shell.server().on("POST /api/rollouts/shop.r1/rollback", 202, Answers.ACCEPTED);

        assertThat(shell.run("rollback", "shop.r1", "--actor", "dba")).isEqualTo(2);
        assertThat(shell.err()).contains("--reason");
        assertThat(shell.server().requests()).isEmpty();
        assertThat(shell.run("rollback", "shop.r1", "--actor", "dba", "--reason", "wrong column"))
                .isZero();
        assertThat(shell.server().requests().getLast().body())
                .isEqualTo("{\"actor\":\"dba\",\"reason\":\"wrong column\"}");
    }

    @Test
    void an_abort_says_why_and_whether_something_may_stay() {
        shell.server().on("POST /api/rollouts/shop.r1/abort", 202, Answers.ACCEPTED);

        assertThat(shell.run("abort", "shop.r1", "--actor", "dba")).isEqualTo(2);
        assertThat(shell.run("abort", "shop.r1", "--actor", "dba", "--reason", "no", "--leave-in-place"))
                .isZero();
        assertThat(shell.server().requests().getLast().body())
                .isEqualTo("{\"leave_in_place\":true,\"actor\":\"dba\",\"reason\":\"no\"}");
    }

    @Test
    void a_doubt_is_resolved_one_way_or_the_other() {
        shell.server().on("POST /api/rollouts/shop.r1/resolve", 202, Answers.ACCEPTED);

        assertThat(shell.run("resolve", "shop.r1", "--reason", "looked")).isEqualTo(2);
        assertThat(shell.run("resolve", "shop.r1", "--took-effect")).isEqualTo(2);
        assertThat(shell.run("resolve", "shop.r1", "--no-effect", "--reason", "looked", "--actor", "dba"))
                .isZero();
        assertThat(shell.server().requests().getLast().body())
                .isEqualTo("{\"took_effect\":false,\"actor\":\"dba\",\"reason\":\"looked\"}");
    }

    @Test
    void a_backfill_is_tuned_by_what_is_given() {
        shell.server().on("POST /api/rollouts/shop.r1/tune", 202, Answers.ACCEPTED);

        assertThat(shell.run("tune", "shop.r1")).isEqualTo(2);
        assertThat(shell.run("tune", "shop.r1", "--pause", "100ms", "--actor", "dba"))
                .isZero();
        assertThat(shell.server().requests().getLast().body())
                .isEqualTo("{\"pause\":\"100ms\",\"actor\":\"dba\",\"reason\":\"\"}");
    }
}
