package dev.towpath.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A rename of one column of a small table of its own, submitted by {@code author@example.org} without any services. */
record TableRollout(Running running, String revision) {
    static final String AUTHOR = "author@example.org";
    static final String DBA = "dba@example.org";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    String id() {
        return "shop." + revision;
    }

    /**
     * A rename of column {@code a} to {@code b}, by a revision with the name of the table.
     *
     * @param rest of the rollout file, in YAML
     */
    static TableRollout submitted(Running running, String table, String rest) throws IOException {
        TableRollout rollout = new TableRollout(running, table);
        rollout.submit(table, "a", "b", rest);
        return rollout;
    }

    /** @param rest of the rollout file, in YAML */
    void submit(String table, String from, String to, String rest) throws IOException {
        submit(table, from, to, rest, "");
    }

    /** The same in a trace. */
    void submit(String table, String from, String to, String rest, String traceparent) throws IOException {
        String file = """
                revision: %s
                database: shop
                changes:
                  - rename_column: {table: %s, from: %s, to: %s}
                drop: {keep_for: 0s}
                """.formatted(revision, table, from, to) + rest;
        accepted(running.api().post("/api/rollouts", "application/yaml", AUTHOR, file, traceparent));
    }

    /** By the {@link #DBA}. */
    void approve(String gate) throws IOException {
        String path = "/api/rollouts/" + id() + "/approve";
        accepted(running.api().post(path, "application/json", DBA, "{\"stage\": \"" + gate + "\"}"));
    }

    private static void accepted(Api.Answer answer) {
        if (answer.status() != 202) {
            throw new AssertionError(answer.toString());
        }
    }

    /** Waits until it waits for {@code condition}, and returns what it says of that. */
    String awaitCondition(String condition) {
        await(id() + " waits for " + condition).atMost(PATIENCE).until(() -> !details(condition)
                .isEmpty());
        return String.join("\n", details(condition));
    }

    /** Waits until it waits for an approval of {@code gate}. */
    void awaitGate(String gate) {
        await(id() + " at gate " + gate)
                .atMost(PATIENCE)
                .until(() -> details("approvals").toString().contains(gate));
    }

    /** Waits until the agent has a step of {@code stage}. */
    void awaitStep(String stage) {
        await(id() + " at a step of " + stage)
                .atMost(PATIENCE)
                .until(() -> rollout().path("progress").path("step").asText().startsWith(stage));
    }

    void awaitState(String state) {
        await(id() + " is " + state)
                .atMost(PATIENCE)
                .until(() -> running.api().state(id()).equals(state));
    }

    List<String> conditions() {
        return waiting("condition");
    }

    List<String> columns(String table) throws SQLException {
        return Catalog.lines(
                running.stack().shopJdbc(),
                "select attname from pg_attribute where attrelid = '" + table
                        + "'::regclass and attnum > 0 and not attisdropped order by attname");
    }

    private List<String> details(String condition) {
        List<String> details = new ArrayList<>();
        for (JsonNode waiting : rollout().path("waiting_for")) {
            if (waiting.path("condition").asText().equals(condition)) {
                details.add(waiting.path("detail").asText());
            }
        }
        return details;
    }

    private List<String> waiting(String field) {
        List<String> all = new ArrayList<>();
        rollout().path("waiting_for").forEach(one -> all.add(one.path(field).asText()));
        return all;
    }

    private JsonNode rollout() {
        return running.api().rollout(id());
    }
}
