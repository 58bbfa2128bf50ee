package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.standalone.shop.Seat;
import dev.towpath.standalone.shop.report.Measured;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shop's rollout under its traffic, while everything is killed: the agent and the orchestrator in every stage, Kafka,
 * both PostgreSQL servers and an instance of a service once; one instance stays at its old version for a while.
 */
class TrafficUnderKillsIT {
    /** Beside the 200,000 of the shop. */
    private static final int MORE_USERS = 100_000;

    private static final long ROWS = 300_000;
    private static final Seat LATE = Seat.of("billing-2");
    private static final Duration DOWN = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    static Running running;
    static Stack stack;
    static Shop shop;

    @BeforeAll
    static void start() throws Exception {
        running = Running.start(folder.resolve("data"), "--shop");
        stack = running.stack();
        shop = new Shop(stack);
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    void completes_with_no_request_failing_but_by_the_database_server_s_own_death_and_nothing_done_twice()
            throws Exception {
        shop.makeTheColumnHarder();
        shop.addUsers(MORE_USERS);
        List<String> before = Catalog.ofUsers(stack.shopJdbc());
        Catalog.run(stack.targetJdbc(), "select pg_stat_statements_reset()");
        ShopRollout rollout = new ShopRollout(running, 1);
        rollout.submit();
        killAgentAndOrchestratorIn("expand", rollout);
        killAgentAndOrchestratorIn("dual_write", rollout);
        rollout.awaitPhase("dual_write");
        shop.upgrade(Seat.ALL.stream().filter(seat -> !seat.equals(LATE)).toList());
        killInBackfill(rollout);
        List<String> executed = new ArrayList<>(Catalog.executedOnUsers(stack.targetJdbc()));
        Instant down = killTargetAfter("cutover", rollout);
        aLateInstanceKeepsTheGateClosed(rollout);
        killAgentAndOrchestratorIn("contract", rollout);
        stack.kill("store");
        rollout.approve("drop");
        rollout.awaitState("completed");
        shop.awaitTraffic();
        shop.close();

        executed.addAll(Catalog.executedOnUsers(stack.targetJdbc()));
        assertThatOnlyTheServersDeathFailedRequests(down);
        shop.assertEveryNameIsThere("display_name");
        assertThat(executed).anyMatch(one -> one.contains("ADD COLUMN")).doesNotHaveDuplicates();
        assertThat(executed).allMatch(one -> one.startsWith("1 x "));
        assertThat(Catalog.ofUsers(stack.shopJdbc())).containsExactlyInAnyOrderElementsOf(Catalog.renamed(before));
        assertThat(Catalog.leftovers(stack.targetJdbc())).isEmpty();
        assertThatTheHistoryIsWhole(rollout);
        assertThat(SeenMessages.violations(running.wire().readAll("towpath."))).isEmpty();
    }

    private static void killAgentAndOrchestratorIn(String stage, ShopRollout rollout) throws Exception {
        rollout.approve(stage);
        rollout.awaitEntered(stage);
        stack.kill("agent-1");
        stack.kill("orchestrator-1");
    }

    private static void killInBackfill(ShopRollout rollout) throws Exception {
        rollout.approve("backfill");
        await().atMost(DOWN).pollInterval(Duration.ofMillis(20)).until(() -> backfilled() > ROWS / 10);
        stack.kill("agent-1");
        assertThat(backfilled())
                .as("the kill must hit in the middle of the backfill")
                .isLessThan(ROWS * 9 / 10);
        stack.kill("kafka");
        stack.kill("shop-crm-1");
        stack.kill("orchestrator-1");
    }

    private static Instant killTargetAfter(String stage, ShopRollout rollout) throws Exception {
        killAgentAndOrchestratorIn(stage, rollout);
        rollout.awaitPhase("read_new");
        Instant down = Instant.now();
        stack.kill("target");
        return down;
    }

    private static void aLateInstanceKeepsTheGateClosed(ShopRollout rollout) {
        await().atMost(DOWN).until(() -> rollout.waitingFor().contains(LATE.instance()));
        shop.awaitTraffic();
        assertThat(rollout.waitingFor()).contains("services").contains(LATE.instance());
        shop.upgrade(List.of(LATE));
    }

    private static void assertThatOnlyTheServersDeathFailedRequests(Instant down) {
        Measured total = shop.report().total();
        assertThat(total.wrong()).isEmpty();
        assertThat(total.connectionErrors()).isNotEmpty();
        assertThat(shop.report().between(down, down.plus(DOWN)).connectionErrors())
                .as("connections were lost when the server died, and at no other time")
                .isEqualTo(total.connectionErrors());
    }

    private static void assertThatTheHistoryIsWhole(ShopRollout rollout) {
        var history = rollout.history();
        assertThat(history.getLast().path("version").asLong()).isEqualTo(history.size());
        for (String type : List.of("stage-entered", "stage-completed")) {
            assertThat(history)
                    .filteredOn(event -> event.path("type").asText().contains(type))
                    .extracting(event -> event.path("data").path("stage").asText())
                    .containsExactlyElementsOf(ShopRollout.STAGES);
        }
        assertThat(history)
                .filteredOn(event -> event.path("type").asText().contains("step-completed"))
                .extracting(event -> event.path("data").path("step_id").asText())
                .doesNotHaveDuplicates();
    }

    private static long backfilled() throws Exception {
        return Long.parseLong(
                Catalog.lines(stack.targetJdbc(), "select coalesce(sum(row_count), 0)::text from towpath.checkpoint")
                        .getFirst());
    }
}
