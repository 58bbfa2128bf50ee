package dev.towpath.contracts.revisions;

import static dev.towpath.contracts.revisions.Nodes.graph;
import static dev.towpath.contracts.revisions.Nodes.node;
import static dev.towpath.contracts.revisions.Nodes.revisions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.spec.Lineage;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoiningTest {
    private static final RevisionGraph LINE = graph("a ! core", "b < a");

    @ParameterizedTest
    @ValueSource(strings = {"c < b", "c < b : a", "c < b ! side", "c < a b"})
    void what_follows_the_head_joins(String asked) {
        assertThat(Joining.of(LINE).fault(node(asked))).isEmpty();
    }

    @Test
    void the_first_revision_joins_whatever_it_is() {
        assertThat(Joining.of(graph()).fault(node("a"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "c < a", "c : b"})
    void one_more_head_is_named_with_those_that_there_are(String asked) {
        assertThat(Joining.of(LINE).fault(node(asked)))
                .contains(new GraphFault.AnotherHead(new Revision("c"), revisions("b")));
    }

    @Test
    void one_more_head_joins_if_it_is_meant() {
        RevisionNode meant =
                new RevisionNode(new Revision("c"), new Lineage(revisions("a"), List.of(), List.of(), true));

        assertThat(Joining.of(LINE).fault(meant)).isEmpty();
    }

    @Test
    void where_there_are_several_heads_whoever_follows_one_or_joins_them_adds_none() {
        Joining joining = Joining.of(graph("a", "b < a", "c < a"));

        assertThat(joining.fault(node("d < b"))).isEmpty();
        assertThat(joining.fault(node("d < b c"))).isEmpty();
        assertThat(joining.fault(node("d < a")))
                .contains(new GraphFault.AnotherHead(new Revision("d"), revisions("b c")));
    }

    @Test
    void a_name_that_nobody_has_is_refused_with_its_key() {
        assertThat(Joining.of(LINE).fault(node("c < b x")))
                .contains(new GraphFault.Unknown("down_revision", new Revision("x")));
        assertThat(Joining.of(LINE).fault(node("c < b : x")))
                .contains(new GraphFault.Unknown("depends_on", new Revision("x")));
    }

    @Test
    void nobody_follows_themselves_by_any_way() {
        assertThat(Joining.of(LINE).fault(node("c < c"))).contains(new GraphFault.Cycle(revisions("c")));
        assertThat(Joining.of(LINE).fault(node("c < b : c"))).contains(new GraphFault.Cycle(revisions("c")));
        assertThat(Joining.of(LINE).fault(node("a < b"))).contains(new GraphFault.Cycle(revisions("a b")));
    }

    @Test
    void a_label_is_somebodys() {
        Joining joining = Joining.of(LINE);

        assertThat(joining.fault(node("c < b ! core"))).contains(new GraphFault.LabelTaken("core", new Revision("a")));
        assertThat(joining.fault(node("c < b ! b"))).contains(new GraphFault.LabelTaken("b", new Revision("b")));
        assertThat(joining.fault(node("c < b ! c"))).contains(new GraphFault.LabelTaken("c", new Revision("c")));
        assertThat(joining.fault(node("core < b"))).contains(new GraphFault.LabelTaken("core", new Revision("a")));
    }

    @Test
    void a_dependency_on_a_label_is_one_on_the_revision_that_carries_it() {
        Joining joining = Joining.of(LINE);

        assertThat(joining.resolved(node("c < b : core"))).isEqualTo(node("c < b : a"));
        assertThat(joining.resolved(node("c < b : a core"))).isEqualTo(node("c < b : a"));
        assertThat(joining.resolved(node("c < b : x"))).isEqualTo(node("c < b : x"));
    }

    @Test
    void what_came_to_nothing_is_no_head_and_its_label_is_free() {
        Joining joining = Joining.of(graph("a", "b < a ! side"), Set.of(new Revision("a")));

        assertThat(joining.fault(node("c < a ! side"))).isEmpty();
        assertThat(joining.standing().heads()).isEqualTo(revisions("a"));
    }

    @Test
    void what_came_to_nothing_keeps_its_place_as_long_as_something_stands_on_it() {
        RevisionGraph known = graph("a", "b < a ! side", "c < b");
        Joining joining = Joining.of(known, Set.of(new Revision("a"), new Revision("c")));

        assertThat(joining.standing().heads()).isEqualTo(revisions("c"));
        assertThat(joining.fault(node("d < c"))).isEmpty();
        assertThat(joining.fault(node("b < a ! side"))).isEmpty();
        assertThat(joining.fault(node("d < a")))
                .contains(new GraphFault.AnotherHead(new Revision("d"), revisions("c")));
        assertThat(joining.fault(node("d < c ! side"))).contains(new GraphFault.LabelTaken("side", new Revision("b")));
    }

    @Test
    void who_comes_again_may_move_but_not_behind_those_who_follow_it() {
        Joining joining = Joining.of(graph("a", "b < a", "c < b"), Set.of(new Revision("a"), new Revision("c")));

        assertThat(joining.fault(node("b < a c"))).contains(new GraphFault.Cycle(revisions("b c")));
        assertThat(joining.fault(node("b"))).contains(new GraphFault.AnotherHead(new Revision("b"), revisions("c")));
    }
}
