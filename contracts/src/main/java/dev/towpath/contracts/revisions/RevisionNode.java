package dev.towpath.contracts.revisions;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import java.util.LinkedHashSet;
import java.util.Set;

/** A revision with the place that it wants, or has, in the graph. */
public record RevisionNode(Revision revision, Lineage lineage) {
    /** What must come before it in any order: its parents, and then what else it depends on. The caller's own set. */
    public Set<Revision> predecessors() {
        Set<Revision> all = new LinkedHashSet<>(lineage.downRevision());
        lineage.dependsOn().stream().map(Dependency::revision).forEach(all::add);
        return all;
    }

    public boolean isRoot() {
        return lineage.downRevision().isEmpty();
    }

    /** Whether it joins branches. */
    public boolean isMerge() {
        return lineage.downRevision().size() > 1;
    }
}
