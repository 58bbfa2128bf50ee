package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rollout over 300,000 rows, sent to the Kafka topic, with an application on either column, while the agent is killed in
 * the middle of the backfill and the orchestrator in each stage.
 */
class RenameUnderKillsIT {
    private static final long ROWS = 300_000;
    private static final String ID = "shop.rename_name";
    private static final Duration LONG = Duration.ofMinutes(4);

    @TempDir
    static Path folder;

    static Stack stack;
    static Api api;
    static Wire wire;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.start(folder.resolve("data"));
        api = new Api(stack.api());
        wire = new Wire(stack.kafka());
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    @Test
    void completes_with_no_row_differing_nothing_done_twice_and_nothing_left() throws Exception {
        Catalog.run(stack.shopJdbc(), TABLE);
        List<String> before = Catalog.ofUsers(stack.shopJdbc());
        Catalog.run(
                stack.targetJdbc(),
                "create extension if not exists pg_stat_statements; select pg_stat_statements_reset()");
        Map<Long, String> written = new HashMap<>();
        try (Traffic newVersion = rolloutUpToContract(written)) {
            approve("contract");
            killOrchestratorWhen("contract");
            await().atMost(LONG).until(() -> api.state(ID).equals("completed"));
            newVersion.close();
            assertThat(newVersion.failures()).isEmpty();
            assertThat(newVersion.writes()).isPositive();
            written.putAll(newVersion.written());
        }
        assertThat(Catalog.ofUsers(stack.shopJdbc())).containsExactlyInAnyOrderElementsOf(exchanged(before));
        assertThat(Catalog.leftovers(stack.targetJdbc())).isEmpty();
        assertThatWhatWasWrittenIsThere(written);
        assertThatNothingWasExecutedTwice();
        assertThatTheHistoryIsWhole();
        assertThat(SeenMessages.violations(wire.readAll("towpath."))).isEmpty();
    }

    /** Runs both versions and the kills up to the contract gate; the old version is gone then, the new one goes on. */
    private Traffic rolloutUpToContract(Map<Long, String> written) throws Exception {
        Traffic newVersion;
        try (Traffic oldVersion = Traffic.on(stack.shopJdbc(), "full_name", 1, ROWS)) {
            wire.command(SUBMIT, SUBMIT);
            approveAndKill("expand");
            approveAndKill("dual_write");
            await().atMost(LONG)
                    .until(() -> api.rollout(ID).path("phase").asText().equals("dual_write"));
            newVersion = Traffic.on(stack.shopJdbc(), "display_name", 2, ROWS);
            approve("backfill");
            killAgentInMidBackfill();
            killOrchestratorWhen("backfill");
            approveAndKill("cutover");
            awaitGate("contract");
            oldVersion.close();
            assertThat(oldVersion.failures()).isEmpty();
            assertThat(oldVersion.writes()).isPositive();
            written.putAll(oldVersion.written());
        }
        return newVersion;
    }

    private void approveAndKill(String gate) throws Exception {
        approve(gate);
        killOrchestratorWhen(gate);
    }

    private void awaitGate(String gate) {
        await().atMost(LONG).until(() -> {
            JsonNode rollout = api.rollout(ID);
            return rollout.path("state").asText().equals("waiting")
                    && rollout.path("waiting_for").toString().contains(gate);
        });
    }

    private void approve(String gate) throws Exception {
        awaitGate(gate);
        wire.command("""
                {"specversion":"1.0","id":"approve-%s","source":"/acceptance","type":"dev.towpath.command.approve-stage.v1",
                 "data":{"actor":"dba@example.org","reason":"reviewed","rollout_id":"%s","stage":"%s"}}
                """.formatted(gate, ID, gate));
    }

    private void killOrchestratorWhen(String stage) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> api.history(ID).stream()
                .anyMatch(event -> entered(event, stage)));
        stack.kill("orchestrator-1");
    }

    private static boolean entered(JsonNode event, String stage) {
        return event.path("type").asText().contains("stage-entered")
                && event.path("data").path("stage").asText().equals(stage);
    }

    private void killAgentInMidBackfill() throws Exception {
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> backfilled() > ROWS / 10);
        stack.kill("agent-1");
        long done = backfilled();
        assertThat(done).as("the kill must hit in the middle of the backfill").isLessThan(ROWS * 9 / 10);
    }

    private static long backfilled() throws Exception {
        return Long.parseLong(
                Catalog.lines(stack.targetJdbc(), "select coalesce(sum(row_count), 0)::text from towpath.checkpoint")
                        .getFirst());
    }

    /** Names of constraints and indexes stay what they were, as with the engine's own RENAME COLUMN. */
    private static List<String> exchanged(List<String> before) {
        return before.stream()
                .map(line -> line.replaceAll("\\bfull_name\\b", "display_name"))
                .toList();
    }

    private static void assertThatWhatWasWrittenIsThere(Map<Long, String> written) throws Exception {
        Map<Long, String> there = new HashMap<>();
        for (String line : Catalog.lines(stack.shopJdbc(), "select id || ':' || display_name from users")) {
            int colon = line.indexOf(':');
            there.put(Long.valueOf(line.substring(0, colon)), line.substring(colon + 1));
        }
        assertThat(there).containsAllEntriesOf(written);
        long untouched = there.entrySet().stream()
                .filter(row -> row.getKey() <= ROWS && !written.containsKey(row.getKey()))
                .filter(row -> row.getValue().equals("user " + row.getKey()))
                .count();
        assertThat(untouched)
                .as("rows that nobody wrote carry their first value")
                .isEqualTo(ROWS
                        - written.keySet().stream().filter(id -> id <= ROWS).count());
    }

    private static void assertThatNothingWasExecutedTwice() throws Exception {
        List<String> statements = Catalog.lines(stack.targetJdbc(), """
                select calls || ' x ' || query from pg_stat_statements s join pg_roles r on r.oid = s.userid
                 where r.rolname = 'towpath_agent' and query ~ 'users'
                   and query ~* '^\\s*(alter table|create (unique )?index|create (or replace )?(trigger|function)|comment on)'
                """);
        assertThat(statements)
                .anyMatch(statement -> statement.contains("ADD COLUMN"))
                .allMatch(statement -> statement.startsWith("1 x "));
    }

    private void assertThatTheHistoryIsWhole() {
        List<JsonNode> history = api.history(ID);
        assertThat(history).extracting(event -> event.path("version").asLong()).doesNotHaveDuplicates();
        assertThat(history.getLast().path("version").asLong()).isEqualTo(history.size());
        for (String type : List.of("stage-entered", "stage-completed")) {
            assertThat(history)
                    .filteredOn(event -> event.path("type").asText().contains(type))
                    .extracting(event -> event.path("data").path("stage").asText())
                    .containsExactly("expand", "dual_write", "backfill", "cutover", "contract");
        }
    }

    private static final String TABLE = """
            create table users(
                id bigint primary key,
                full_name varchar(200) collate "C" not null default 'nobody',
                email text not null unique,
                constraint users_name_not_blank check (full_name <> ''),
                constraint users_name_id_key unique (full_name, id));
            insert into users select n, 'user ' || n, n || '@example.org' from generate_series(1, %d) n;
            create index users_lower_name on users (lower(full_name) text_pattern_ops) include (email);
            create index "Users by name, desc" on users (full_name desc, email) where full_name <> 'x';
            comment on column users.full_name is 'as on the passport';
            alter table users alter column full_name set statistics 200;
            grant select (full_name) on users to pg_monitor;
            analyze users;
            """.formatted(ROWS);

    private static final String SUBMIT = """
            {"specversion":"1.0","id":"c-1","source":"/acceptance","type":"dev.towpath.command.submit-rollout.v1",
             "data":{"actor":"author@example.org","reason":"acceptance","rollout":{
               "revision":"rename_name","database":"shop",
               "changes":[{"rename_column":{"table":"users","from":"full_name","to":"display_name"}}],
               "gates":{"expand":{"approvals":1},"dual_write":{"approvals":1},"backfill":{"approvals":1},
                        "cutover":{"approvals":1},"contract":{"approvals":1}},
               "drop":{"keep_for":"2s"}}}}
            """;
}
