package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevisionsCommandTest {
    private static final String GRAPH = """
            {"database":"shop","heads":["merge"],"revisions":[
             {"revision":"base","state":"stamped","rollout_id":"","author":"dba@example.org","since":"2026-03-06T12:00:00Z",
              "down_revision":[],"depends_on":[],"branch_labels":["core"],"branches":["core"],"head":false,
              "reached":["expand","dual_write","backfill","cutover","contract"]},
             {"revision":"left","state":"drop_awaited","rollout_id":"shop.left","author":"alice","since":"2026-03-07T12:00:00Z",
              "down_revision":["base"],"depends_on":[],"branch_labels":[],"branches":["core"],"head":false,
              "reached":["expand","dual_write","backfill","cutover"]},
             {"revision":"right","state":"begun","rollout_id":"shop.right","author":"bob","since":"2026-03-08T12:00:00Z",
              "down_revision":["base"],"depends_on":[{"revision":"left","stage":"cutover"}],"branch_labels":[],
              "branches":["core"],"head":false,"reached":[]},
             {"revision":"merge","state":"waiting","rollout_id":"shop.merge","author":"bob","since":"2026-03-09T12:00:00Z",
              "down_revision":["left","right"],"depends_on":[],"branch_labels":[],"branches":["core"],"head":true,
              "reached":[]}]}
            """;

    @AutoClose
    private final Shell shell = new Shell("revisions");

    @BeforeEach
    void there_is_a_graph() {
        shell.server().on("GET /api/databases/shop/revisions", 200, GRAPH);
    }

    @Test
    void current_shows_what_is_reached_stage_by_stage() {
        assertThat(shell.run("current", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("""
                shop:
                  REVISION     STATE         REACHED
                  base [core]  stamped       expand, dual_write, backfill, cutover, contract
                  left         drop awaited  expand, dual_write, backfill, cutover
                """);
    }

    @Test
    void current_of_all_databases_asks_which_there_are() {
        shell.server()
                .on("GET /api/databases", 200, "[{\"id\":\"crm\"},{\"id\":\"shop\"}]")
                .on("GET /api/databases/crm/revisions", 200, "{\"database\":\"crm\",\"heads\":[],\"revisions\":[]}");

        assertThat(shell.run("current")).isZero();
        assertThat(shell.out()).startsWith("crm: nothing is reached.\nshop:\n");
    }

    @Test
    void heads_name_their_authors() {
        assertThat(shell.run("heads", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("merge (waiting, by bob)\n");
    }

    @Test
    void history_lists_parents_first() {
        assertThat(shell.run("history", "shop")).isZero();
        assertThat(shell.out().lines().map(line -> line.split(" +")[0]))
                .containsExactly("REVISION", "base", "left", "right", "merge");
        assertThat(shell.out()).contains("merge (head) (merge)  left, right");
    }

    @Test
    void the_graph_has_a_lane_for_each_branch_and_the_newest_on_top() {
        assertThat(shell.run("graph", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("""
                *  merge (head) (merge), waiting
                | *  right, begun
                * |  left, drop awaited
                * /  base [core], stamped
                """);
    }

    @Test
    void one_revision_is_shown_by_its_name_or_its_label() {
        assertThat(shell.run("show", "shop", "right")).isZero();
        assertThat(shell.out()).contains("depends on   left at stage cutover", "followed by  merge");
        assertThat(shell.run("show", "shop", "core")).isZero();
        assertThat(shell.out()).contains("revision     base [core]");
        assertThat(shell.run("show", "shop", "gone")).isOne();
        assertThat(shell.err()).contains("knows no revision or label gone");
    }

    @Test
    void a_stamp_says_why_and_names_what_it_follows() {
        shell.server().on("POST /api/databases/shop/stamp", 202, "{\"result\":\"accepted\",\"rollout_id\":\"\"}");

        assertThat(shell.run("stamp", "shop", "legacy")).isEqualTo(2);
        assertThat(shell.run(
                        "stamp", "shop", "legacy", "--reason", "restored", "--actor", "me", "--down-revision", "base"))
                .isZero();
        assertThat(shell.server().requests().getLast().body())
                .isEqualTo("{\"revision\":\"legacy\",\"new_head\":false,\"down_revision\":[\"base\"],\"actor\":\"me\","
                        + "\"reason\":\"restored\"}");
    }
}
