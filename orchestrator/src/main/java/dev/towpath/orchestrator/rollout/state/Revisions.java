package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.Slot;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.revisions.RevisionGraph;
import dev.towpath.contracts.revisions.RevisionNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The revisions of one database, in the order in which they became known. Of the tries of one revision only the latest is
 * here, in the place of the first; the earlier ones came to nothing.
 */
public record Revisions(List<Placed> placed) {
    static final Revisions NONE = new Revisions(List.of());

    public Revisions {
        placed = List.copyOf(placed);
    }

    /** The latest rollout of each revision that has one. */
    public List<Admission> admissions() {
        return admitted().toList();
    }

    private Stream<Admission> admitted() {
        return placed.stream().filter(Admission.class::isInstance).map(Admission.class::cast);
    }

    public Optional<Placed> of(Revision revision) {
        int place = place(revision);
        return place < 0 ? Optional.empty() : Optional.of(placed.get(place));
    }

    /** The latest rollout of {@code revision}. */
    public Optional<Admission> admission(Revision revision) {
        return of(revision).filter(Admission.class::isInstance).map(Admission.class::cast);
    }

    /** Its index, or -1. Asked for at each event, and mostly of the last. */
    private int place(Revision revision) {
        for (int i = placed.size() - 1; i >= 0; i--) {
            if (placed.get(i).revision().equals(revision)) {
                return i;
            }
        }
        return -1;
    }

    /** Everything that is known, also what came to nothing. */
    public RevisionGraph graph() {
        return graph(placed);
    }

    private static RevisionGraph graph(List<? extends Placed> some) {
        return RevisionGraph.of(some.stream()
                .map(one -> new RevisionNode(one.revision(), one.lineage()))
                .toList());
    }

    /** What has not come to nothing. */
    public Set<Revision> live() {
        return placed.stream().filter(Placed::isLive).map(Placed::revision).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whom {@code me}, which is not begun, has to let go first, each with what both need: those that are under way, and
     * of those that are not, whoever comes before it in the order of the graph and has not given its turn away. As nobody
     * under way waits for anybody, no two ever wait for each other.
     */
    public List<Conflict> before(Admission me) {
        List<Admission> others = admitted()
                .filter(other -> other.isOpen() && !other.revision().equals(me.revision()))
                .toList();
        List<Admission> sharing =
                others.stream().filter(other -> !other.shared(me).isEmpty()).toList();
        Set<Revision> earlier = sharing.stream().anyMatch(Admission::isWaiting) ? earlierThan(me) : Set.of();
        return sharing.stream()
                .filter(other -> other.isUnderWay() || earlier.contains(other.revision()))
                .map(other -> new Conflict(other.id(), other.shared(me)))
                .toList();
    }

    /** The rollouts that are not begun, and that follow or depend on {@code revision}. */
    public List<Admission> waitingFor(Revision revision) {
        return waiting(other -> other.names(revision));
    }

    /** The same, and whoever waits for one of those, and so on. */
    public List<Admission> waitingForInTurn(Revision revision) {
        List<Admission> found = new ArrayList<>(waitingFor(revision));
        for (int i = 0; i < found.size(); i++) {
            waitingFor(found.get(i).revision()).stream()
                    .filter(next -> !found.contains(next))
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    /** The rollouts that are not begun, and that may go on when {@code id} no longer holds what it works on. */
    public List<Admission> waitingBehind(RolloutId id) {
        Optional<Admission> holder = admission(id.revision());
        return waiting(other -> !other.id().equals(id)
                && (other.behind().contains(id)
                        || holder.filter(held -> !held.shared(other).isEmpty()).isPresent()));
    }

    /**
     * Who comes before {@code me} to a slot of that kind: whoever else has one, and whoever waits for one and was submitted
     * before.
     */
    public List<Admission> atOrBefore(RolloutId me, Slot slot) {
        List<Admission> first = new ArrayList<>();
        boolean earlier = true;
        for (Admission other : admissions()) {
            if (other.id().equals(me)) {
                earlier = false;
            } else if (other.turn().equals(new Turn.At(slot))
                    || earlier && other.turn().equals(new Turn.Awaiting(slot))) {
                first.add(other);
            }
        }
        return first;
    }

    /** Who is next to get a slot of that kind, if anybody waits for one. */
    public Optional<Admission> next(Slot slot) {
        return admitted()
                .filter(admission -> admission.turn().equals(new Turn.Awaiting(slot)))
                .findFirst();
    }

    private List<Admission> waiting(Predicate<Admission> which) {
        return admitted().filter(Admission::isWaiting).filter(which).toList();
    }

    /**
     * The rollouts that are not begun, and that wait, be it for another that does, for one that was given up: until that is
     * submitted again they have given their turn away.
     */
    private Set<Revision> stranded() {
        return admitted()
                .filter(Admission::isGivenUp)
                .flatMap(lost -> waitingForInTurn(lost.revision()).stream())
                .map(Admission::revision)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Who is just being submitted has the place of its earlier try, or else the last. */
    private Set<Revision> earlierThan(Admission me) {
        List<Admission> open = new ArrayList<>(admitted()
                .map(other -> other.revision().equals(me.revision()) ? me : other)
                .filter(Admission::isOpen)
                .toList());
        if (!open.contains(me)) {
            open.add(me);
        }
        Set<Revision> earlier = new HashSet<>(graph(open).inTurnBefore(me.revision()));
        earlier.removeAll(stranded());
        return earlier;
    }

    /** The rollouts that are begun and on their way forward. */
    public List<Admission> underway() {
        return admitted()
                .filter(admission -> admission.standing() == Admission.Standing.BEGUN
                        || admission.standing() == Admission.Standing.DROP_AWAITED)
                .toList();
    }

    /** The rollouts that are not over; those that have begun first. */
    public List<Admission> open() {
        return admitted()
                .filter(Admission::isOpen)
                .sorted(Comparator.comparing(admission -> admission.standing() == Admission.Standing.WAITING))
                .toList();
    }

    Revisions with(Placed one) {
        List<Placed> all = new ArrayList<>(placed);
        int earlier = place(one.revision());
        if (earlier < 0) {
            all.add(one);
        } else {
            all.set(earlier, one);
        }
        return new Revisions(all);
    }
}
