package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is shown of rollouts and services. */
class LookingCommandsTest {
    private static final String SOAKING = Answers.rollout(
            "waiting", "{\"condition\":\"soak\",\"since\":\"2026-03-06T12:00:00Z\",\"detail\":\"until noon\"}");

    @AutoClose
    private final Shell shell = new Shell();

    @Test
    void services_are_a_table_or_the_body() {
        String body = "[{\"service\":\"crm\",\"database\":\"shop\",\"instances\":[{\"instance\":\"crm-1\","
                + "\"version\":\"2.4.0\",\"state\":\"live\",\"last_seen\":\"2026-03-06T12:00:00.5Z\","
                + "\"acknowledged\":{\"shop.r0\":\"new_only\",\"shop.r1\":\"read_new\",\"shop.lie\":\"old\"},\"detail\":\"\"}]}]";
        shell.server().on("GET /api/services", 200, body);
        shell.server()
                .on(
                        "GET /api/rollouts",
                        200,
                        "[{\"id\":\"shop.r0\",\"final\":true},{\"id\":\"shop.r1\",\"final\":false}]");

        assertThat(shell.run("services", "--json")).isZero();
        assertThat(shell.out()).isEqualTo(body + "\n");
        assertThat(shell.run("services")).isZero();
        assertThat(shell.out())
                .contains("crm      crm-1     shop      2.4.0    live   shop.r1 read_new  2026-03-06 12:00:00Z");
    }

    @Test
    void a_history_is_told_and_its_events_are_there_for_whoever_asks() {
        String events = "[{\"type\":\"dev.towpath.event.gate-reached.v1\",\"data\":{\"gate\":\"cutover\"}}]";
        shell.server()
                .on("GET /api/rollouts/shop.r1/history", 200, events)
                .on("GET /api/rollouts/shop.r1/story", 200, "[{\"version\":1,\"sentence\":\"me submits it.\"}]");

        assertThat(shell.run("history", "shop.r1")).isZero();
        assertThat(shell.out()).contains("me submits it.");
        assertThat(shell.run("history", "shop.r1", "--events")).isZero();
        assertThat(shell.out()).contains("gate-reached");
        shell.clear();
        assertThat(shell.run("history", "shop.r1", "--json")).isZero();
        assertThat(shell.out()).isEqualTo(events + "\n");
    }

    @Test
    void a_rollout_is_shown_as_it_stood() {
        shell.server()
                .on("GET /api/rollouts/shop.r1?at=3", 200, Answers.RUNNING)
                .on("GET /api/rollouts/shop.r1?at=2026-03-06T10%3A00%3A00%2B01%3A00", 200, SOAKING)
                .on("GET /api/rollouts/shop.r1?at=noon", 400, "{\"rule\":\"InvalidValue\",\"detail\":\"forms\"}")
                .on("GET /api/rollouts/shop.r1?at=0", 404, "{\"rule\":\"NotSubmittedYet\",\"detail\":\"later\"}");

        assertThat(shell.run("history", "shop.r1", "--at", "3")).isZero();
        assertThat(shell.out()).startsWith("version 3").contains("shop.r1  running");
        assertThat(shell.run("history", "shop.r1", "--at", "2026-03-06T10:00:00+01:00"))
                .isZero();
        assertThat(shell.run("history", "shop.r1", "--at", "noon")).isEqualTo(2);
        assertThat(shell.run("history", "shop.r1", "--at", "0")).isEqualTo(1);
        assertThat(shell.run("history", "shop.r1", "--at", "3", "--events")).isEqualTo(2);
        assertThat(shell.err()).contains("InvalidValue: forms", "NotSubmittedYet: later", "give one of them");
    }

    @Test
    void the_status_of_all_open_rollouts_is_a_line_each() {
        String open = Answers.RUNNING.replace("\"version\"", "\"summary\":\"running. Wait, or pause.\",\"version\"");
        shell.server()
                .on("GET /api/rollouts", 200, "[" + open + "," + Answers.rollout("completed", "") + "," + open + "]");

        assertThat(shell.run("status")).isZero();
        assertThat(shell.out()).isEqualTo("shop.r1  running. Wait, or pause.\n".repeat(2));
    }

    @Test
    void watching_ends_with_the_rollout() {
        shell.server()
                .on("GET /api/rollouts/shop.r1", 200, Answers.RUNNING)
                .on("GET /api/rollouts/shop.r1", 200, Answers.rollout("completed", ""));

        assertThat(shell.run("status", "shop.r1", "--watch")).isZero();
        assertThat(shell.out()).contains("shop.r1  running", "shop.r1  completed");
    }
}
