package dev.towpath.contracts.spec;

import dev.towpath.contracts.Revision;
import java.util.List;

/**
 * Where a revision stands in the graph of its database.
 *
 * @param downRevision the parents: none for a root, several for a merge
 * @param dependsOn what must be reached beside the parents, without being one; a file may name a branch label, which is
 *     recorded as the revision that carries it
 * @param branchLabels names of the branch that begins here, unique on the database
 * @param newHead whether the author means to add a head
 */
public record Lineage(
        List<Revision> downRevision, List<Dependency> dependsOn, List<String> branchLabels, boolean newHead) {
    /** No parent, and nothing else. */
    public static final Lineage ROOT = new Lineage(List.of(), List.of(), List.of(), false);

    public Lineage {
        downRevision = List.copyOf(downRevision);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
    }
}
