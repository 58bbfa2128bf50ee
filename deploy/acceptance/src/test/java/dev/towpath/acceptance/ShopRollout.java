package dev.towpath.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The rollout that renames the shop's column, with an approval before everything, driven over Kafka and watched over REST. */
final class ShopRollout {
    static final String FIRST_TRY = "shop.20260306_add_display_name";
    static final List<String> STAGES = List.of("expand", "dual_write", "backfill", "cutover", "contract");

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration CLOSELY = Duration.ofMillis(20);

    private final Running running;
    private final String id;

    /** @param attempt counts from 1, as in the rollout's id */
    ShopRollout(Running running, int attempt) {
        this.running = running;
        this.id = attempt == 1 ? FIRST_TRY : FIRST_TRY + "." + attempt;
    }

    String id() {
        return id;
    }

    /** Sends it, and the very same message again, as a producer may. */
    void submit() throws ExecutionException, InterruptedException {
        String message = SUBMIT.formatted(id);
        running.wire().command(message, message);
    }

    /** Waits for the gate, then approves it. */
    void approve(String gate) throws ExecutionException, InterruptedException {
        awaitGate(gate);
        running.wire().command("""
                {"specversion":"1.0","id":"approve-%1$s-%2$s","source":"/acceptance",
                 "type":"dev.towpath.command.approve-stage.v1",
                 "data":{"actor":"dba@example.org","reason":"reviewed","rollout_id":"%1$s","stage":"%2$s"}}
                """.formatted(id, gate));
    }

    /** Sets the time between two batches of its backfill. */
    void tune(Duration pause) throws ExecutionException, InterruptedException {
        running.wire().command("""
                {"specversion":"1.0","id":"tune-%1$s-%2$d","source":"/acceptance",
                 "type":"dev.towpath.command.tune-backfill.v1",
                 "data":{"actor":"dba@example.org","reason":"","rollout_id":"%1$s","pause":"%2$dms"}}
                """.formatted(id, pause.toMillis()));
    }

    void rollBack() throws ExecutionException, InterruptedException {
        running.wire().command("""
                {"specversion":"1.0","id":"rollback-%1$s","source":"/acceptance",
                 "type":"dev.towpath.command.roll-back-rollout.v1",
                 "data":{"actor":"dba@example.org","reason":"second thoughts","rollout_id":"%1$s"}}
                """.formatted(id));
    }

    void awaitGate(String gate) {
        await("gate " + gate).atMost(PATIENCE).until(() -> {
            failIfStopped();
            return waitingFor().contains(gate);
        });
    }

    void awaitState(String state) {
        await("state " + state).atMost(PATIENCE).until(() -> {
            failIfStopped();
            return running.api().state(id).equals(state);
        });
    }

    void awaitPhase(String phase) {
        await("phase " + phase)
                .atMost(PATIENCE)
                .until(() -> rollout().path("phase").asText().equals(phase));
    }

    /** Looks closely, so that what comes next hits the stage in its first moments. */
    void awaitEntered(String stage) {
        await("stage " + stage).atMost(PATIENCE).pollInterval(CLOSELY).until(() -> history().stream()
                .anyMatch(event -> isOf(event, "stage-entered", stage)));
    }

    /** What it waits for, as it is shown to people. */
    String waitingFor() {
        return rollout().path("waiting_for").toString();
    }

    List<JsonNode> history() {
        return running.api().history(id);
    }

    static boolean isOf(JsonNode event, String type, String stage) {
        return event.path("type").asText().contains(type)
                && event.path("data").path("stage").asText().equals(stage);
    }

    private void failIfStopped() {
        String state = running.api().state(id);
        if (state.equals("failed") || state.equals("in_doubt")) {
            throw new AssertionError(id + " is " + state + ": " + rollout().path("failure"));
        }
    }

    private JsonNode rollout() {
        return running.api().rollout(id);
    }

    private static final String SUBMIT = """
            {"specversion":"1.0","id":"submit-%s","source":"/acceptance","type":"dev.towpath.command.submit-rollout.v1",
             "data":{"actor":"author@example.org","reason":"acceptance","rollout":{
               "revision":"20260306_add_display_name","database":"shop",
               "changes":[{"rename_column":{"table":"users","from":"full_name","to":"display_name"}}],
               "services":{"crm":{"new_from":"2.4.0"},"billing":{"new_from":"1.9.0"}},
               "gates":{"expand":{"approvals":1},"dual_write":{"approvals":1},"backfill":{"approvals":1},
                        "cutover":{"approvals":1},"contract":{"approvals":1},"drop":{"approvals":1}},
               "drop":{"keep_for":"1s"}}}}
            """;
}
