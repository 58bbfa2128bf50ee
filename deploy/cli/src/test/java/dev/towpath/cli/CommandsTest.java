package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a script relies on: exit codes, stdout, stderr, and what is sent. */
class CommandsTest {
    private static final String FILE = "revision: r1\ndatabase: shop\nchanges: []\n";
    private static final String ACCEPTED =
            "{\"command_source\":\"/api\",\"command_id\":\"c-1\",\"result\":\"accepted\","
                    + "\"rollout_id\":\"shop.r1\",\"rule\":\"\",\"detail\":\"\"}";
    private static final String RUNNING = rollout("running", "");
    private static final String SOAKING =
            rollout("waiting", "{\"condition\":\"soak\",\"since\":\"2026-03-06T12:00:00Z\",\"detail\":\"until noon\"}");
    private static final String UNAPPROVED = rollout(
            "waiting",
            "{\"condition\":\"approvals\",\"since\":\"2026-03-06T12:00:00Z\",\"detail\":\"1 approval is missing\"}");

    private final ScriptedServer server = new ScriptedServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private String file = "";

    @BeforeEach
    void write_a_file() throws IOException {
        file = Files.writeString(folder.resolve("r1.yaml"), FILE).toString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_accepted_rollout_is_done() {
        server.on("POST /api/rollouts", 202, ACCEPTED);

        int exit = run("submit", file, "--actor", "me", "--reason", "CRM-812", "--command-id", "c-1");

        assertThat(exit).isZero();
        assertThat(out.toString()).isEqualTo("accepted shop.r1\n");
        ScriptedServer.Request sent = server.requests().getFirst();
        assertThat(sent.body()).isEqualTo(FILE);
        assertThat(sent.headers().get("Content-type")).containsExactly("application/yaml");
        assertThat(sent.headers().get("Idempotency-key")).containsExactly("c-1");
        assertThat(sent.headers().get("X-towpath-actor")).containsExactly("me");
        assertThat(sent.headers().get("X-towpath-reason")).containsExactly("CRM-812");
    }

    @Test
    void a_command_is_sent_in_the_trace_that_it_belongs_to() {
        server.on("POST /api/rollouts", 202, ACCEPTED);
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        assertThat(run("submit", file, "--traceparent", trace)).isZero();
        assertThat(server.requests().getFirst().headers().get("Traceparent")).containsExactly(trace);
    }

    @ParameterizedTest
    @CsvSource({
        "400, UnknownField, 2",
        "413, TooLarge, 2",
        "404, UnknownRollout, 1",
        "409, RolloutAlreadyOpen, 1",
        "503, StoreUnavailable, 3",
        "504, AgentSilent, 3",
        "500, InternalError, 1"
    })
    void a_refusal_is_named_on_stderr(int status, String rule, int exitCode) {
        server.on("POST /api/rollouts", status, "{\"rule\":\"" + rule + "\",\"detail\":\"so it is\"}");

        assertThat(run("submit", file)).isEqualTo(exitCode);
        assertThat(err.toString()).contains(rule + ": so it is");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void json_is_the_body_of_the_answer() {
        server.on("POST /api/rollouts", 202, ACCEPTED).on("GET /api/rollouts", 200, "[" + RUNNING + "]");

        assertThat(run("submit", file, "--json")).isZero();
        assertThat(run("list", "--json")).isZero();
        assertThat(out.toString()).isEqualTo(ACCEPTED + "\n[" + RUNNING + "]\n");
    }

    @Test
    void no_server_is_not_reached() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(Towpath.run(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        "list",
                        "--api",
                        "http://127.0.0.1:" + free))
                .isEqualTo(3);
        assertThat(err.toString()).contains("no server reached at http://127.0.0.1:" + free);
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense",
        "submit",
        "submit no-such-file.yaml",
        "status not/an/id",
        "status --watch",
        "list --api nowhere",
        "submit R1 --wait=lunch",
        "submit R1 --timeout 1s",
        "submit R1 --wait --timeout soon",
        "submit R1 --reason gr\u00fcn",
        "plan R1 --url mysql://there/db"
    })
    void wrong_usage_is_two(String line) {
        assertThat(run(line.replace("R1", file).split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
    }

    @Test
    void a_file_above_the_limit_is_not_even_sent() throws IOException {
        Path huge = Files.writeString(folder.resolve("huge.yaml"), "#".repeat(300_000));

        assertThat(run("submit", huge.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("256 KiB");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void waiting_ends_when_the_rollout_is_completed() {
        server.on("POST /api/rollouts", 202, ACCEPTED)
                .on("GET /api/rollouts/shop.r1", 200, rollout("planning", ""))
                .on("GET /api/rollouts/shop.r1", 503, "{\"rule\":\"StoreUnavailable\"}")
                .on("GET /api/rollouts/shop.r1", 200, RUNNING)
                .on("GET /api/rollouts/shop.r1", 200, SOAKING)
                .on("GET /api/rollouts/shop.r1", 200, rollout("completed", ""));

        assertThat(run("submit", "--wait", file, "--timeout", "30s")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "accepted shop.r1",
                        "planning  backfill",
                        "running  backfill",
                        "waiting  backfill  waits for soak",
                        "completed  backfill");
    }

    @Test
    void waiting_for_a_state_ends_in_that_state() {
        server.on("POST /api/rollouts", 202, ACCEPTED).on("GET /api/rollouts/shop.r1", 200, UNAPPROVED);

        assertThat(run("submit", file, "--wait=waiting", "--json")).isZero();
        assertThat(out.toString()).isEqualTo(UNAPPROVED + "\n");
    }

    @Test
    void waiting_ends_where_only_a_person_can_go_on() {
        server.on("POST /api/rollouts", 202, ACCEPTED).on("GET /api/rollouts/shop.r1", 200, UNAPPROVED);

        assertThat(run("submit", file, "--wait")).isEqualTo(5);
        assertThat(err.toString()).contains("approvals since 2026-03-06 12:00:00Z: 1 approval is missing");
    }

    @ParameterizedTest
    @CsvSource({"failed, 1", "in_doubt, 1", "rolled_back, 1", "aborted, 1", "paused, 5"})
    void waiting_ends_where_it_can_not_go_on(String state, int exitCode) {
        server.on("POST /api/rollouts", 202, ACCEPTED).on("GET /api/rollouts/shop.r1", 200, rollout(state, ""));

        assertThat(run("submit", file, "--wait")).isEqualTo(exitCode);
    }

    @Test
    void waiting_ends_when_its_time_is_over() {
        server.on("POST /api/rollouts", 202, ACCEPTED).on("GET /api/rollouts/shop.r1", 200, RUNNING);

        assertThat(run("submit", file, "--wait", "--timeout", "100ms")).isEqualTo(4);
        assertThat(err.toString()).contains("not there within 100ms");
    }

    @ParameterizedTest
    @CsvSource({"approve", "reject", "skip", "withdraw"})
    void a_word_is_for_the_gate_that_the_rollout_waits_at(String verb) {
        server.on("GET /api/rollouts/shop.r1", 200, "{\"conditions\":[{\"gate\":\"contract\"}]}")
                .on("POST /api/rollouts/shop.r1/" + verb, 202, ACCEPTED);

        assertThat(run(verb, "shop.r1", "--actor", "dba", "--reason", "gr\u00fcn"))
                .isZero();
        assertThat(server.requests().getLast().body())
                .isEqualTo("{\"stage\":\"contract\",\"actor\":\"dba\",\"reason\":\"gr\u00fcn\"}");
    }

    @Test
    void approving_says_when_there_is_no_gate() {
        server.on("GET /api/rollouts/shop.r1", 200, "{\"conditions\":[]}");

        assertThat(run("approve", "shop.r1")).isEqualTo(1);
        assertThat(err.toString()).contains("waits at no gate now");
    }

    @ParameterizedTest
    @CsvSource({"pause", "resume", "retry", "start"})
    void an_action_is_sent_with_who_and_why(String action) {
        server.on("POST /api/rollouts/shop.r1/" + action, 202, ACCEPTED.replace("accepted", "already_done"));

        assertThat(run(action, "shop.r1", "--actor", "dba")).isZero();
        assertThat(out.toString()).isEqualTo("already done shop.r1\n");
        assertThat(server.requests().getLast().body()).isEqualTo("{\"actor\":\"dba\",\"reason\":\"\"}");
    }

    @Test
    void the_pause_of_a_database_says_why() {
        String reply = "{\"result\":\"accepted\",\"rollout_id\":\"\",\"rule\":\"\",\"detail\":\"\"}";
        server.on("POST /api/databases/shop/pause", 202, reply);
        server.on("POST /api/databases/shop/resume", 202, reply);

        assertThat(run("databases", "pause", "shop", "--actor", "dba")).isEqualTo(2);
        assertThat(err.toString()).contains("--reason");
        assertThat(run("databases", "pause", "shop", "--actor", "dba", "--reason", "failover"))
                .isZero();
        assertThat(server.requests().getLast().body()).isEqualTo("{\"actor\":\"dba\",\"reason\":\"failover\"}");
        assertThat(run("databases", "resume", "shop", "--actor", "dba")).isZero();
        assertThat(out.toString()).isEqualTo("accepted\n".repeat(2));
    }

    @Test
    void databases_are_listed_with_whoever_paused_them() {
        server.on(
                "GET /api/databases",
                200,
                "[{\"id\":\"shop\",\"engine\":\"postgresql\",\"paused\":{\"by\":\"dba\",\"reason\":\"failover\",\"since\":"
                        + "\"2026-03-06T12:00:00Z\"},\"agent\":null},"
                        + "{\"id\":\"crm\",\"engine\":\"postgresql\",\"paused\":null,\"agent\":null}]");

        assertThat(run("databases")).isZero();
        assertThat(out.toString().lines().toList())
                .satisfiesExactly(
                        header -> assertThat(header).endsWith("PAUSED BY"),
                        shop -> assertThat(shop).startsWith("shop").endsWith("dba"),
                        crm -> assertThat(crm).startsWith("crm").endsWith("-"));
    }

    @Test
    void a_note_is_sent_as_it_was_written() {
        server.on("POST /api/rollouts/shop.r1/note", 202, ACCEPTED);

        assertThat(run("note", "shop.r1", "moved to Tuesday", "--actor", "dba")).isZero();
        assertThat(server.requests().getLast().body())
                .isEqualTo("{\"text\":\"moved to Tuesday\",\"actor\":\"dba\",\"reason\":\"\"}");
    }

    @Test
    void only_a_plan_may_be_asked_for() {
        server.on("POST /api/rollouts?plan_only=true", 202, ACCEPTED);

        assertThat(run("submit", file, "--plan-only")).isZero();
    }

    @Test
    void a_rollback_says_why() {
        server.on("POST /api/rollouts/shop.r1/rollback", 202, ACCEPTED);

        assertThat(run("rollback", "shop.r1", "--actor", "dba")).isEqualTo(2);
        assertThat(err.toString()).contains("--reason");
        assertThat(server.requests()).isEmpty();
        assertThat(run("rollback", "shop.r1", "--actor", "dba", "--reason", "wrong column"))
                .isZero();
        assertThat(server.requests().getLast().body()).isEqualTo("{\"actor\":\"dba\",\"reason\":\"wrong column\"}");
    }

    @Test
    void a_freeze_says_why_and_until_when() {
        server.on("POST /api/databases/shop/freeze", 202, ACCEPTED);

        assertThat(run("databases", "freeze", "shop", "--actor", "ops", "--reason", "peak"))
                .isEqualTo(2);
        assertThat(run("databases", "freeze", "shop", "--until", "2026-12-27T00:00:00Z"))
                .isEqualTo(2);
        assertThat(run("databases", "freeze", "No Id", "--until", "2026-12-27T00:00:00Z", "--reason", "peak"))
                .isEqualTo(2);
        assertThat(server.requests()).isEmpty();
        assertThat(run(
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
        assertThat(server.requests().getLast().body())
                .isEqualTo("{\"until\":\"2026-12-27T00:00:00Z\",\"actor\":\"ops\",\"reason\":\"peak\"}");
    }

    @Test
    void a_freeze_is_lifted_by_its_number_or_as_the_only_one() {
        server.on("POST /api/databases/shop/lift", 202, ACCEPTED);

        assertThat(run("databases", "lift", "shop", "--actor", "ops")).isEqualTo(2);
        assertThat(run("databases", "lift", "shop", "--actor", "ops", "--reason", "done"))
                .isZero();
        assertThat(server.requests().getLast().body()).isEqualTo("{\"actor\":\"ops\",\"reason\":\"done\"}");
        assertThat(run("databases", "lift", "shop", "--freeze", "2", "--actor", "ops", "--reason", "done"))
                .isZero();
        assertThat(server.requests().getLast().body())
                .isEqualTo("{\"freeze\":2,\"actor\":\"ops\",\"reason\":\"done\"}");
    }

    @Test
    void databases_are_listed_with_their_freezes() {
        server.on(
                "GET /api/databases",
                200,
                "[{\"id\":\"shop\",\"engine\":\"postgresql\",\"freezes\":[{\"freeze\":2,\"from\":\"2026-12-20T00:00:00Z\","
                        + "\"until\":\"2026-12-27T00:00:00Z\",\"on\":true,\"by\":\"ops\",\"reason\":\"peak\"}]}]");

        assertThat(run("databases")).isZero();
        assertThat(out.toString())
                .contains("freeze 2 of shop, on: from 2026-12-20 00:00:00Z until 2026-12-27 00:00:00Z, by ops: peak");
    }

    @Test
    void a_skip_says_why() {
        assertThat(run("skip", "shop.r1", "--stage", "cutover", "--actor", "dba"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--reason");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void cutover_is_reopened_with_a_reason_wherever_the_rollout_waits() {
        server.on("POST /api/rollouts/shop.r1/reopen", 202, ACCEPTED);

        assertThat(run("reopen", "shop.r1", "--actor", "dba")).isEqualTo(2);
        assertThat(err.toString()).contains("--reason");
        assertThat(run("reopen", "shop.r1", "--actor", "dba", "--reason", "slow reads"))
                .isZero();
        assertThat(server.requests().getLast().body())
                .isEqualTo("{\"stage\":\"cutover\",\"actor\":\"dba\",\"reason\":\"slow reads\"}");
    }

    @Test
    void an_abort_says_why_and_whether_something_may_stay() {
        server.on("POST /api/rollouts/shop.r1/abort", 202, ACCEPTED);

        assertThat(run("abort", "shop.r1", "--actor", "dba")).isEqualTo(2);
        assertThat(run("abort", "shop.r1", "--actor", "dba", "--reason", "no", "--leave-in-place"))
                .isZero();
        assertThat(server.requests().getLast().body())
                .isEqualTo("{\"leave_in_place\":true,\"actor\":\"dba\",\"reason\":\"no\"}");
    }

    @Test
    void a_doubt_is_resolved_one_way_or_the_other() {
        server.on("POST /api/rollouts/shop.r1/resolve", 202, ACCEPTED);

        assertThat(run("resolve", "shop.r1", "--reason", "looked")).isEqualTo(2);
        assertThat(run("resolve", "shop.r1", "--took-effect")).isEqualTo(2);
        assertThat(run("resolve", "shop.r1", "--no-effect", "--reason", "looked", "--actor", "dba"))
                .isZero();
        assertThat(server.requests().getLast().body())
                .isEqualTo("{\"took_effect\":false,\"actor\":\"dba\",\"reason\":\"looked\"}");
    }

    @Test
    void a_backfill_is_tuned_by_what_is_given() {
        server.on("POST /api/rollouts/shop.r1/tune", 202, ACCEPTED);

        assertThat(run("tune", "shop.r1")).isEqualTo(2);
        assertThat(run("tune", "shop.r1", "--pause", "100ms", "--actor", "dba")).isZero();
        assertThat(server.requests().getLast().body())
                .isEqualTo("{\"pause\":\"100ms\",\"actor\":\"dba\",\"reason\":\"\"}");
    }

    @Test
    void services_are_a_table_or_the_body() {
        String body = "[{\"service\":\"crm\",\"database\":\"shop\",\"instances\":[{\"instance\":\"crm-1\","
                + "\"version\":\"2.4.0\",\"state\":\"live\",\"last_seen\":\"2026-03-06T12:00:00.5Z\","
                + "\"acknowledged\":{\"shop.r0\":\"new_only\",\"shop.r1\":\"read_new\",\"shop.lie\":\"old\"},\"detail\":\"\"}]}]";
        server.on("GET /api/services", 200, body);
        server.on(
                "GET /api/rollouts", 200, "[{\"id\":\"shop.r0\",\"final\":true},{\"id\":\"shop.r1\",\"final\":false}]");

        assertThat(run("services", "--json")).isZero();
        assertThat(out.toString()).isEqualTo(body + "\n");
        assertThat(run("services")).isZero();
        assertThat(out.toString())
                .contains("crm      crm-1     shop      2.4.0    live   shop.r1 read_new  2026-03-06 12:00:00Z");
    }

    @Test
    void a_history_is_told_and_its_events_are_there_for_whoever_asks() {
        String events = "[{\"type\":\"dev.towpath.event.gate-reached.v1\",\"data\":{\"gate\":\"cutover\"}}]";
        server.on("GET /api/rollouts/shop.r1/history", 200, events)
                .on("GET /api/rollouts/shop.r1/story", 200, "[{\"version\":1,\"sentence\":\"me submits it.\"}]");

        assertThat(run("history", "shop.r1")).isZero();
        assertThat(out.toString()).contains("me submits it.");
        assertThat(run("history", "shop.r1", "--events")).isZero();
        assertThat(out.toString()).contains("gate-reached");
        out.getBuffer().setLength(0);
        assertThat(run("history", "shop.r1", "--json")).isZero();
        assertThat(out.toString()).isEqualTo(events + "\n");
    }

    @Test
    void a_rollout_is_shown_as_it_stood() {
        server.on("GET /api/rollouts/shop.r1?at=3", 200, RUNNING)
                .on("GET /api/rollouts/shop.r1?at=2026-03-06T10%3A00%3A00%2B01%3A00", 200, SOAKING)
                .on("GET /api/rollouts/shop.r1?at=noon", 400, "{\"rule\":\"InvalidValue\",\"detail\":\"forms\"}")
                .on("GET /api/rollouts/shop.r1?at=0", 404, "{\"rule\":\"NotSubmittedYet\",\"detail\":\"later\"}");

        assertThat(run("history", "shop.r1", "--at", "3")).isZero();
        assertThat(out.toString()).startsWith("version 3").contains("shop.r1  running");
        assertThat(run("history", "shop.r1", "--at", "2026-03-06T10:00:00+01:00"))
                .isZero();
        assertThat(run("history", "shop.r1", "--at", "noon")).isEqualTo(2);
        assertThat(run("history", "shop.r1", "--at", "0")).isEqualTo(1);
        assertThat(run("history", "shop.r1", "--at", "3", "--events")).isEqualTo(2);
        assertThat(err.toString()).contains("InvalidValue: forms", "NotSubmittedYet: later", "give one of them");
    }

    @Test
    void the_status_of_all_open_rollouts_is_a_line_each() {
        String open = RUNNING.replace("\"version\"", "\"summary\":\"running. Wait, or pause.\",\"version\"");
        server.on("GET /api/rollouts", 200, "[" + open + "," + rollout("completed", "") + "," + open + "]");

        assertThat(run("status")).isZero();
        assertThat(out.toString()).isEqualTo("shop.r1  running. Wait, or pause.\n".repeat(2));
    }

    @Test
    void watching_ends_with_the_rollout() {
        server.on("GET /api/rollouts/shop.r1", 200, RUNNING)
                .on("GET /api/rollouts/shop.r1", 200, rollout("completed", ""));

        assertThat(run("status", "shop.r1", "--watch")).isZero();
        assertThat(out.toString()).contains("shop.r1  running", "shop.r1  completed");
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        if (!all.contains("--api")) {
            all.addAll(List.of("--api", server.url()));
        }
        return Towpath.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    private static String rollout(String state, String condition) {
        return "{\"id\":\"shop.r1\",\"state\":\"" + state + "\",\"stage\":\"backfill\",\"phase\":\"dual_write\","
                + "\"waiting_for\":[" + condition + "],\"progress\":null,\"failure\":null,\"version\":3}";
    }
}
