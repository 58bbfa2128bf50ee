package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The store is put back to an earlier moment while the agent goes on: rollouts that it knew less of, one that it had not
 * heard of, and one that had completed. All go to their end, and the target commits nothing twice.
 */
class StoreWentBackIT {
    private static final Duration BACK = Duration.ofSeconds(90);
    private static final String SUBMIT = """
            {"specversion":"1.0","id":"submit-forgotten","source":"/acceptance","type":"dev.towpath.command.submit-rollout.v1",
             "data":{"actor":"author@example.org","reason":"acceptance","rollout":{
               "revision":"forgotten","database":"shop","new_head":true,
               "changes":[{"rename_column":{"table":"forgotten","from":"a","to":"b"}}],
               "gates":{"cutover":{"approvals":1},"contract":{"approvals":1}},"drop":{"keep_for":"0s"}}}}
            """;

    @RegisterExtension
    static final OwnProduct PRODUCT = OwnProduct.withoutShop();

    static Running running;
    static CommittedDdl ddl;

    @BeforeAll
    static void makeTables() throws Exception {
        running = PRODUCT.running();
        ddl = new CommittedDdl(running.stack());
        for (String table : List.of("halfway", "forgotten", "ended")) {
            Catalog.run(
                    running.stack().shopJdbc(),
                    "create table %1$s(id int primary key, a text); create index %1$s_a on %1$s(a);".formatted(table)
                            + "insert into %s select n, 'row ' || n from generate_series(1, 20000) n".formatted(table));
        }
        ddl.watch();
    }

    @Test
    void what_was_done_since_is_learned_and_nothing_is_done_twice() throws Exception {
        TableRollout halfway = TableRollout.submitted(
                running, "halfway", "new_head: true\ngates: {backfill: {approvals: 1}, contract: {approvals: 1}}\n");
        halfway.awaitGate("backfill");
        TableRollout ended =
                TableRollout.submitted(running, "ended", "new_head: true\ngates: {dual_write: {approvals: 1}}\n");
        ended.awaitGate("dual_write");
        StoreCopy copy = StoreCopy.of(running.stack(), PRODUCT.folder().resolve("copy"));
        awaitAnswers();

        halfway.approve("backfill");
        ended.approve("dual_write");
        running.wire().command(SUBMIT);
        TableRollout forgotten = new TableRollout(running, "forgotten");
        await().atMost(BACK).until(() -> !running.api().state(forgotten.id()).isEmpty());
        forgotten.awaitGate("cutover");
        forgotten.approve("cutover");
        forgotten.awaitGate("contract");
        halfway.awaitGate("contract");
        ended.awaitState("completed");
        List<String> done = ddl.statements();
        List<String> receipts = receipts();

        copy.restore();
        awaitAnswers();
        ended.awaitGate("dual_write");
        halfway.awaitGate("backfill");
        await("it is submitted again by the command on the topic")
                .atMost(BACK)
                .until(() -> !running.api().state(forgotten.id()).isEmpty());
        forgotten.awaitGate("cutover");
        awaitEvents("database/shop", "store-went-back");

        halfway.approve("backfill");
        ended.approve("dual_write");
        forgotten.approve("cutover");
        forgotten.awaitGate("contract");
        halfway.awaitGate("contract");
        ended.awaitState("completed");
        assertThat(ddl.statements()).containsExactlyInAnyOrderElementsOf(done);
        assertThat(receipts()).isEqualTo(receipts);

        forgotten.approve("contract");
        halfway.approve("contract");
        forgotten.awaitState("completed");
        halfway.awaitState("completed");
        assertThat(ddl.statements()).doesNotHaveDuplicates().containsAll(done);
        assertThat(receipts()).containsAll(receipts);
        for (TableRollout rollout : List.of(halfway, forgotten, ended)) {
            assertThat(rollout.columns(rollout.revision())).containsExactly("b", "id");
        }
        awaitEvents("shop.halfway", "steps-learned");
        assertThat(running.api().get("/api/dead-letters").toString()).isEqualTo("[]");
    }

    private static void awaitAnswers() {
        await("an orchestrator answers").ignoreExceptions().atMost(BACK).until(() -> running.api()
                .get("/q/health/ready")
                .path("status")
                .asText()
                .equals("UP"));
    }

    private static void awaitEvents(String stream, String event) {
        await(event + " in " + stream).atMost(BACK).until(() -> !Catalog.lines(
                        running.stack().storeJdbc(),
                        "select body from event where stream = '%s' and type like '%%.%s.v1'".formatted(stream, event))
                .isEmpty());
    }

    private static List<String> receipts() throws SQLException {
        return Catalog.lines(
                running.stack().targetJdbc(),
                "select rollout || ' ' || step || ' ' || attempt || ' ' || committed_at from towpath.receipt"
                        + " order by rollout, step");
    }
}
