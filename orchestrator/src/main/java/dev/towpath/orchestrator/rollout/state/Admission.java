package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A rollout as its database knows it: what other rollouts may have to wait for.
 *
 * @param reached the stages that are complete here, and not taken back
 */
public record Admission(
        RolloutId id, String author, Instant admittedAt, Lineage lineage, Standing standing, Set<Stage> reached) {
    /** How far a rollout is, as far as others care. */
    public enum Standing {
        /** Nothing was asked of the agent yet. */
        WAITING,
        BEGUN,
        /** Its drop is all that is left to do. */
        DROP_AWAITED,
        TURNED_BACK,
        COMPLETED,
        ROLLED_BACK,
        FAILED,
        /** What it made, if anything, is in the database, and nobody's. */
        ABORTED;

        static Standing after(RolloutEnd end) {
            return switch (end) {
                case COMPLETED -> COMPLETED;
                case ROLLED_BACK -> ROLLED_BACK;
                case FAILED -> FAILED;
                case ABORTED -> ABORTED;
            };
        }
    }

    public Admission {
        reached = reached.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(reached));
    }

    static Admission first(RolloutId id, String author, Instant time, Lineage lineage) {
        return new Admission(id, author, time, lineage, Standing.WAITING, Set.of());
    }

    public Revision revision() {
        return id.revision();
    }

    /** Whether the revision has its place in the graph by this rollout: it has not come to nothing. */
    public boolean isLive() {
        return switch (standing) {
            case WAITING, BEGUN, DROP_AWAITED, TURNED_BACK, COMPLETED -> true;
            case ROLLED_BACK, FAILED, ABORTED -> false;
        };
    }

    /** Whether the rollout is not over. */
    public boolean isOpen() {
        return isLive() && standing != Standing.COMPLETED;
    }

    /** Whether revisions that follow this one may begin: only the drop may be left to do. */
    public boolean mayBeFollowed() {
        return standing == Standing.DROP_AWAITED || standing == Standing.COMPLETED;
    }

    /** Whether what {@code dependency}, which is one on this revision, asks for is there. */
    public boolean satisfies(Dependency dependency) {
        return dependency
                .stage()
                .map(stage -> standing != Standing.TURNED_BACK && isLive() && reached.contains(stage))
                .orElseGet(this::mayBeFollowed);
    }

    Admission standing(Standing newStanding) {
        return new Admission(id, author, admittedAt, lineage, newStanding, reached);
    }

    Admission reached(Stage stage) {
        Set<Stage> more = EnumSet.of(stage);
        more.addAll(reached);
        return new Admission(id, author, admittedAt, lineage, standing, more);
    }

    Admission left(Stage stage) {
        Set<Stage> fewer = EnumSet.noneOf(Stage.class);
        fewer.addAll(reached);
        fewer.remove(stage);
        return new Admission(id, author, admittedAt, lineage, standing, fewer);
    }
}
