package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Positions are lost on both sides: every topic is read again from offset zero, and nothing is done a second time. */
@OnSharedProduct
class ReadAgainIT {
    private static final Duration BACK = Duration.ofSeconds(60);

    static Running running;
    static Stack stack;

    @BeforeAll
    static void use(Running shared) throws Exception {
        running = shared;
        stack = shared.stack();
        Catalog.run(stack.shopJdbc(), """
                create table ended(id int primary key, a text);
                create table halfway(id int primary key, a text);
                insert into halfway values (1, 'one');
                """);
    }

    @Test
    void everything_is_read_again_from_offset_zero_and_only_what_was_left_to_do_is_done() throws Exception {
        TableRollout ended = TableRollout.submitted(running, "ended", "new_head: true\n");
        ended.awaitState("completed");
        TableRollout halfway =
                TableRollout.submitted(running, "halfway", "new_head: true\ngates: {cutover: {approvals: 1}}\n");
        halfway.awaitGate("cutover");
        List<String> before = whatWasDone();

        stack.kill("orchestrator-1");
        Catalog.run(stack.storeJdbc(), "delete from consumed");
        stack.kill("agent-1");
        Catalog.run(stack.targetJdbc(), "update towpath.consumed set next_offset = 0");
        await("the orchestrator is where it was")
                .atMost(BACK)
                .until(() -> everythingIsRead(
                        stack.storeJdbc(),
                        "select topic || '-' || partition || ' ' || next_offset from consumed",
                        List.of("towpath.commands", "towpath.agent.shop.outcomes")));
        await("the agent is where it was")
                .atMost(BACK)
                .until(() -> everythingIsRead(
                        stack.targetJdbc(),
                        "select topic || '-0 ' || next_offset from towpath.consumed",
                        List.of("towpath.agent.shop.commands")));

        assertThat(whatWasDone()).isEqualTo(before);
        halfway.approve("cutover");
        halfway.awaitState("completed");
        assertThat(halfway.columns("halfway")).containsExactly("b", "id");
        assertThat(ended.columns("ended")).containsExactly("b", "id");
    }

    private static boolean everythingIsRead(String jdbcUrl, String positions, List<String> topics) throws SQLException {
        List<String> there = Catalog.lines(jdbcUrl, positions);
        List<String> ends = new ArrayList<>();
        for (String topic : topics) {
            for (Map.Entry<TopicPartition, Long> end :
                    running.wire().ends(topic).entrySet()) {
                if (end.getValue() > 0) {
                    ends.add(end.getKey() + " " + end.getValue());
                }
            }
        }
        return !ends.isEmpty() && there.containsAll(ends);
    }

    /** What rollouts recorded, what steps left in the target, and what nobody could handle. */
    private static List<String> whatWasDone() throws SQLException {
        List<String> done = new ArrayList<>(Catalog.lines(
                stack.storeJdbc(),
                "select stream || ' ' || version || ' ' || hash from event"
                        + " where stream in ('shop.ended', 'shop.halfway') order by stream, version"));
        done.addAll(
                Catalog.lines(
                        stack.targetJdbc(),
                        "select rollout || ' ' || step || ' ' || attempt || ' ' || committed_at from towpath.receipt order by rollout, step"));
        running.api().get("/api/dead-letters").forEach(letter -> done.add(letter.toString()));
        return done;
    }
}
