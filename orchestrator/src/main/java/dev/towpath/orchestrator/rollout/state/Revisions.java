package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.revisions.RevisionGraph;
import dev.towpath.contracts.revisions.RevisionNode;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The revisions of one database, in the order in which they were submitted. Of the tries of one revision only the latest
 * is here, in the place of the first; the earlier ones came to nothing.
 */
public record Revisions(List<Admission> admissions) {
    static final Revisions NONE = new Revisions(List.of());

    public Revisions {
        admissions = List.copyOf(admissions);
    }

    public Optional<Admission> of(Revision revision) {
        return admissions.stream()
                .filter(admission -> admission.revision().equals(revision))
                .findFirst();
    }

    /** Everything that is known, also what came to nothing. */
    public RevisionGraph graph() {
        return RevisionGraph.of(admissions.stream()
                .map(admission -> new RevisionNode(admission.revision(), admission.lineage()))
                .toList());
    }

    /** What has not come to nothing. */
    public Set<Revision> live() {
        return admissions.stream()
                .filter(Admission::isLive)
                .map(Admission::revision)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The rollouts that are not begun, and that follow or depend on {@code revision}. */
    public List<Admission> waitingFor(Revision revision) {
        return admissions.stream()
                .filter(admission -> admission.standing() == Admission.Standing.WAITING)
                .filter(admission -> names(admission.lineage(), revision))
                .toList();
    }

    private static boolean names(Lineage lineage, Revision revision) {
        return lineage.downRevision().contains(revision)
                || lineage.dependsOn().stream().map(Dependency::revision).anyMatch(revision::equals);
    }

    Revisions admitted(Admission admission) {
        List<Admission> all = new ArrayList<>(admissions);
        int earlier = all.stream().map(Admission::revision).toList().indexOf(admission.revision());
        if (earlier < 0) {
            all.add(admission);
        } else {
            all.set(earlier, admission);
        }
        return new Revisions(all);
    }

    Revisions changed(Admission admission) {
        return new Revisions(admissions.stream()
                .map(was -> was.id().equals(admission.id()) ? admission : was)
                .toList());
    }
}
