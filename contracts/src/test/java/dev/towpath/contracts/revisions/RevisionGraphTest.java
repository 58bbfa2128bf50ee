package dev.towpath.contracts.revisions;

import static dev.towpath.contracts.revisions.Nodes.graph;
import static dev.towpath.contracts.revisions.Nodes.revisions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.towpath.contracts.Revision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionGraphTest {
    /** A diamond whose sides have different lengths, and a branch that depends on one of them. */
    private static final RevisionGraph DIAMOND =
            graph("merge < left2 right", "root", "right < root", "left1 < root", "left2 < left1", "other : right");

    @Test
    void each_revision_comes_after_its_parents_and_dependencies_and_ties_go_by_the_given_order() {
        assertThat(DIAMOND.order()).isEqualTo(revisions("root right left1 left2 merge other"));
    }

    @Test
    void who_was_given_first_goes_first_as_soon_as_it_is_free() {
        assertThat(graph("b < z", "a", "z", "c < a").order()).isEqualTo(revisions("a z b c"));
    }

    @Test
    void heads_are_those_that_nobody_follows_and_a_dependency_is_no_following() {
        assertThat(DIAMOND.heads()).isEqualTo(revisions("merge other"));
        assertThat(graph("base", "dependent : base").heads()).isEqualTo(revisions("base dependent"));
        assertThat(graph().heads()).isEmpty();
    }

    @Test
    void ancestors_are_told_by_parents_and_dependencies_and_descendants_by_parents() {
        assertThat(DIAMOND.ancestors(new Revision("merge")))
                .containsExactlyInAnyOrderElementsOf(revisions("left2 left1 right root"));
        assertThat(DIAMOND.ancestors(new Revision("other")))
                .containsExactlyInAnyOrderElementsOf(revisions("right root"));
        assertThat(DIAMOND.descendants(new Revision("root")))
                .containsExactlyInAnyOrderElementsOf(revisions("right left1 left2 merge"));
    }

    @Test
    void names_that_nobody_has_are_left_out() {
        RevisionGraph graph = graph("a < gone", "b < a : lost");

        assertThat(graph.order()).isEqualTo(revisions("a b"));
        assertThat(graph.ancestors(new Revision("b"))).isEqualTo(Set.of(new Revision("a")));
        assertThat(graph.parents(new Revision("a"))).isEqualTo(revisions("gone"));
    }

    @Test
    void a_cycle_is_shown_in_its_order_without_what_only_leads_into_it() {
        assertThat(graph("root", "a < c root", "b < a", "c : b", "after < c").cycle())
                .isEqualTo(revisions("a b c"));
        assertThat(graph("self < self").cycle()).isEqualTo(revisions("self"));
        assertThat(DIAMOND.cycle()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> graph("a < b", "b < a").order());
    }

    @Test
    void who_takes_turns_goes_by_the_order_and_who_is_on_a_cycle_last() {
        assertThat(DIAMOND.inTurnBefore(new Revision("left2")))
                .containsExactlyInAnyOrderElementsOf(revisions("root right left1"));
        RevisionGraph cyclic = graph("a < b", "after < b", "b < a", "free");
        assertThat(cyclic.inTurnBefore(new Revision("a"))).isEqualTo(Set.of(new Revision("free")));
        assertThat(cyclic.inTurnBefore(new Revision("b")))
                .containsExactlyInAnyOrderElementsOf(revisions("free a after"));
        assertThatIllegalArgumentException().isThrownBy(() -> DIAMOND.inTurnBefore(new Revision("nobody")));
    }

    @Test
    void a_part_of_it_keeps_what_the_part_stands_on() {
        assertThat(DIAMOND.upTo(Set.of(new Revision("left2"))).nodes())
                .extracting(RevisionNode::revision)
                .isEqualTo(revisions("root left1 left2"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_random_graph_in_random_order_is_put_in_order(long seed) {
        Random random = new Random(seed);
        List<RevisionNode> nodes = randomNodes(random, 200);
        Collections.shuffle(nodes, random);
        RevisionGraph graph = RevisionGraph.of(nodes);

        List<Revision> order = graph.order();

        assertThat(order).hasSize(200).doesNotHaveDuplicates();
        nodes.forEach(node ->
                assertThat(order.subList(0, order.indexOf(node.revision()))).containsAll(node.predecessors()));
    }

    @Test
    @Timeout(10)
    void a_history_of_ten_thousand_in_a_row_is_no_trouble() {
        List<RevisionNode> nodes = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            nodes.add(Nodes.node(i == 0 ? "r0" : "r" + i + " < r" + (i - 1)));
        }
        Collections.reverse(nodes);
        RevisionGraph graph = RevisionGraph.of(nodes);

        assertThat(graph.order()).startsWith(new Revision("r0")).endsWith(new Revision("r9999"));
        assertThat(graph.ancestors(new Revision("r9999"))).hasSize(9_999);
        assertThat(graph.heads()).containsExactly(new Revision("r9999"));
    }

    private static List<RevisionNode> randomNodes(Random random, int count) {
        List<RevisionNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder("r" + i + " <");
            for (int parent = random.nextInt(3); parent > 0 && i > 0; parent--) {
                text.append(" r").append(random.nextInt(i));
            }
            nodes.add(Nodes.node(i > 0 && random.nextInt(4) == 0 ? text + " : r" + random.nextInt(i) : text + ""));
        }
        return nodes;
    }
}
