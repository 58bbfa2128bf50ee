package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Kafka or the store is away for longer than anything waits for an answer of it; for minutes in the long form. What is said
 * meanwhile gets through or is refused by name, readiness says which one is away, and nobody has to be started again.
 */
@OnSharedProduct
class ServerAwayIT {
    /** Longer than a statement is waited for (20 s); in the long form than any timeout of a Kafka client (60 s). */
    private static final Duration AWAY = Duration.ofSeconds(Boolean.getBoolean("towpath.long") ? 180 : 22);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HELD = "new_head: true\ngates: {cutover: {approvals: 1}}\n";
    private static final String REGISTRATION = "{\"database\": \"shop\", \"engine\": \"postgresql\"}";

    static Running running;
    static Stack stack;

    @BeforeAll
    static void makeTables(Running shared) throws Exception {
        running = shared;
        stack = running.stack();
        Catalog.run(stack.shopJdbc(), """
                create table kafka_held(id int primary key, a text);
                create table kafka_begun(id int primary key, a text);
                create table store_held(id int primary key, a text);
                create table store_begun(id int primary key, a text);
                create table store_busy(id int primary key, a text);
                """);
    }

    @Test
    void while_kafka_is_away_rest_decides_and_what_was_decided_gets_through_when_it_is_back() throws Exception {
        TableRollout held = TableRollout.submitted(running, "kafka_held", HELD);
        held.awaitGate("cutover");
        TableRollout begun = new TableRollout(running, "kafka_begun");
        List<Long> processes = processes();

        try (Downtime kafka = Downtime.of(stack, "kafka")) {
            await().atMost(SOON).until(() -> running.api().readiness().names("kafka"));
            begun.submit("kafka_begun", "a", "b", "new_head: true\n");
            held.approve("cutover");
            assertThat(post("databases", REGISTRATION))
                    .as("its topics can't be made")
                    .isEqualTo(503);
            await().during(AWAY)
                    .atMost(AWAY.plus(SOON))
                    .until(() -> running.api().readiness().names("kafka"));
        }

        await().atMost(SOON).until(() -> running.api().readiness().isReady());
        held.awaitState("completed");
        begun.awaitState("completed");
        assertThat(post("databases", REGISTRATION)).isEqualTo(202);
        assertThat(processes()).isEqualTo(processes);
        assertThat(TopicOrder.violations(running.wire().readAll("towpath."))).isEmpty();
    }

    @Test
    void while_the_store_is_away_commands_and_reports_wait_in_kafka_and_rest_says_so() throws Exception {
        TableRollout held = TableRollout.submitted(running, "store_held", HELD);
        held.awaitGate("cutover");
        TableRollout begun = new TableRollout(running, "store_begun");
        TableRollout busy = new TableRollout(running, "store_busy");
        List<Long> processes = processes();

        try (Connection writer = writerOf("store_busy")) {
            busy.submit("store_busy", "a", "b", "new_head: true\n");
            busy.awaitStep("expand");
            try (Downtime store = Downtime.of(stack, "store")) {
                await().atMost(SOON).until(() -> running.api().readiness().names("store schema"));
                assertThat(post("rollouts/" + held.id() + "/approve", "{\"stage\": \"cutover\"}"))
                        .isEqualTo(503);
                running.wire().command(approval(held), submission(begun));
                writer.rollback();
                await().atMost(SOON).until(() -> !receipts(busy).isEmpty());
                await().during(AWAY)
                        .atMost(AWAY.plus(SOON))
                        .until(() -> running.api().readiness().names("store schema"));
                assertThat(running.api().readiness().data("messages").fieldNames())
                        .toIterable()
                        .contains("towpath.commands", "towpath.agent.shop.outcomes");
            }
        }

        await().atMost(SOON).until(() -> running.api().readiness().isReady());
        for (TableRollout rollout : List.of(held, begun, busy)) {
            rollout.awaitState("completed");
        }
        assertThat(processes()).isEqualTo(processes);
        assertThat(Catalog.lines(
                        stack.storeJdbc(),
                        "select id || ' ' || (reply ->> 'result') from receipt where source = '/away' order by id"))
                .containsExactly("approve accepted", "submit accepted");
    }

    private static List<Long> processes() {
        return Stream.of("orchestrator-1", "agent-1").map(stack::pid).toList();
    }

    private static List<String> receipts(TableRollout rollout) throws SQLException {
        return Catalog.lines(
                stack.targetJdbc(), "select step from towpath.receipt where rollout = '" + rollout.id() + "'");
    }

    /** Keeps every step from the table until it is rolled back. */
    private static Connection writerOf(String table) throws SQLException {
        Connection writer = DriverManager.getConnection(stack.shopJdbc());
        writer.setAutoCommit(false);
        try (Statement statement = writer.createStatement()) {
            statement.execute("lock table " + table + " in row exclusive mode");
        }
        return writer;
    }

    private static int post(String path, String data) throws Exception {
        return running.api()
                .post("/api/" + path, "application/json", TableRollout.DBA, data)
                .status();
    }

    private static String approval(TableRollout rollout) {
        return command("approve", "approve-stage", """
                "rollout_id": "%s", "stage": "cutover\"""".formatted(rollout.id()));
    }

    private static String submission(TableRollout rollout) {
        return command("submit", "submit-rollout", """
                "rollout": {"revision": "%1$s", "database": "shop", "new_head": true, "drop": {"keep_for": "0s"},
                            "changes": [{"rename_column": {"table": "%1$s", "from": "a", "to": "b"}}]}""".formatted(rollout.revision()));
    }

    private static String command(String id, String type, String data) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/away", "type": "dev.towpath.command.%s.v1",
                 "data": {"actor": "dba@example.org", "reason": "sent while the store was away", %s}}
                """.formatted(id, type, data);
    }
}
