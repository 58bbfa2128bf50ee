package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Databases, their pauses and their freezes. */
class DatabasesCommandTest {
    @AutoClose
    private final Shell shell = new Shell();

    @Test
    void the_pause_of_a_database_says_why() {
        String reply = "{\"result\":\"accepted\",\"rollout_id\":\"\",\"rule\":\"\",\"detail\":\"\"}";
        shell.server().on("POST /api/databases/shop/pause", 202, reply);
        shell.server().on("POST /api/databases/shop/resume", 202, reply);

        assertThat(shell.run("databases", "pause", "shop", "--actor", "dba")).isEqualTo(2);
        assertThat(shell.err()).contains("--reason");
        assertThat(shell.run("databases", "pause", "shop", "--actor", "dba", "--reason", "failover"))
                .isZero();
        assertThat(shell.server().requests().getLast().body()).isEqualTo("{\"actor\":\"dba\",\"reason\":\"failover\"}");
        assertThat(shell.run("databases", "resume", "shop", "--actor", "dba")).isZero();
        assertThat(shell.out()).isEqualTo("accepted\n".repeat(2));
    }

    @Test
    void databases_are_listed_with_whoever_paused_them() {
        shell.server()
                .on(
                        "GET /api/databases",
                        200,
                        "[{\"id\":\"shop\",\"engine\":\"postgresql\",\"paused\":{\"by\":\"dba\",\"reason\":\"failover\",\"since\":"
                                + "\"2026-03-06T12:00:00Z\"},\"agent\":null},"
                                + "{\"id\":\"crm\",\"engine\":\"postgresql\",\"paused\":null,\"agent\":null}]");

        assertThat(shell.run("databases")).isZero();
        assertThat(shell.out().lines().toList())
                .satisfiesExactly(
                        header -> assertThat(header).endsWith("PAUSED BY"),
                        shop -> assertThat(shop).startsWith("shop").endsWith("dba"),
                        crm -> assertThat(crm).startsWith("crm").endsWith("-"));
    }

    @Test
    void a_freeze_says_why_and_until_when() {
        shell.server().on("POST /api/databases/shop/freeze", 202, Answers.ACCEPTED);

        assertThat(shell.run("databases", "freeze", "shop", "--actor", "ops", "--reason", "peak"))
                .isEqualTo(2);
        assertThat(shell.run("databases", "freeze", "shop", "--until", "2026-12-27T00:00:00Z"))
                .isEqualTo(2);
        assertThat(shell.run("databases", "freeze", "No Id", "--until", "2026-12-27T00:00:00Z", "--reason", "peak"))
                .isEqualTo(2);
        assertThat(shell.server().requests()).isEmpty();
        assertThat(shell.run(
                        "databases",
                        "freeze",
                        "shop",
                        "--until",
                        "2026-12-27T00:00:00Z",
                        "--actor",
                        "ops",
                        "--reason",
                        "peak"))
                .isZero();
        assertThat(shell.server().requests().getLast().body())
                .isEqualTo("{\"until\":\"2026-12-27T00:00:00Z\",\"actor\":\"ops\",\"reason\":\"peak\"}");
    }

    @Test
    void a_freeze_is_lifted_by_its_number_or_as_the_only_one() {
        shell.server().on("POST /api/databases/shop/lift", 202, Answers.ACCEPTED);

        assertThat(shell.run("databases", "lift", "shop", "--actor", "ops")).isEqualTo(2);
        assertThat(shell.run("databases", "lift", "shop", "--actor", "ops", "--reason", "done"))
                .isZero();
        assertThat(shell.server().requests().getLast().body()).isEqualTo("{\"actor\":\"ops\",\"reason\":\"done\"}");
        assertThat(shell.run("databases", "lift", "shop", "--freeze", "2", "--actor", "ops", "--reason", "done"))
                .isZero();
        assertThat(shell.server().requests().getLast().body())
                .isEqualTo("{\"freeze\":2,\"actor\":\"ops\",\"reason\":\"done\"}");
    }

    @Test
    void databases_are_listed_with_their_freezes() {
        shell.server()
                .on(
                        "GET /api/databases",
                        200,
                        "[{\"id\":\"shop\",\"engine\":\"postgresql\",\"freezes\":[{\"freeze\":2,\"from\":\"2026-12-20T00:00:00Z\","
                                + "\"until\":\"2026-12-27T00:00:00Z\",\"on\":true,\"by\":\"ops\",\"reason\":\"peak\"}]}]");

        assertThat(shell.run("databases")).isZero();
        assertThat(shell.out())
                .contains("freeze 2 of shop, on: from 2026-12-20 00:00:00Z until 2026-12-27 00:00:00Z, by ops: peak");
    }
}
