package dev.towpath.contracts.revisions;

import static dev.towpath.contracts.revisions.Nodes.graph;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Revision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The graph of Alembic's documentation, "Working with Branches", and a branch that begins at a root. */
class BranchLabelsTest {
    private static final BranchLabels LABELS = BranchLabels.of(graph(
            "account",
            "column < account",
            "cart < account ! shoppingcart",
            "cart2 < cart",
            "merge < column cart2",
            "net ! networking",
            "net2 < net",
            "late",
            "late2 < late ! named"));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            account, -
            column,  -
            cart,    shoppingcart
            cart2,   shoppingcart
            merge,   shoppingcart
            net,     networking
            net2,    networking
            late,    named
            late2,   named
            """)
    void a_label_belongs_to_what_follows_and_to_what_leads_only_there(String revision, String label) {
        assertThat(LABELS.of(new Revision(revision))).isEqualTo(label == null ? List.of() : List.of(label));
    }

    @Test
    void where_a_revision_is_named_a_label_means_the_one_that_carries_it() {
        assertThat(LABELS.carrier("named")).contains(new Revision("late2"));
        assertThat(LABELS.carrier("unknown")).isEmpty();
    }
}
