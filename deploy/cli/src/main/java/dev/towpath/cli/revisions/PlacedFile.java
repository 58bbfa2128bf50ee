package dev.towpath.cli.revisions;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.revisions.RevisionNode;
import dev.towpath.contracts.spec.RolloutSpec;

/** A revision as a file places it. */
record PlacedFile(String file, DatabaseId database, RevisionNode node) {
    static PlacedFile of(FoundFile file, RolloutSpec spec) {
        return new PlacedFile(file.toString(), spec.database(), new RevisionNode(spec.revision(), spec.lineage()));
    }

    Revision revision() {
        return node.revision();
    }
}
