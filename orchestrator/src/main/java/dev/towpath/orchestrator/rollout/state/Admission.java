package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rollout as its database knows it: what other rollouts may have to wait for.
 *
 * @param reached the stages that are complete here, and not taken back
 * @param claim what it works on; empty if it began before that was recorded here
 * @param turn what it has to do here now
 * @param behind whom its agent found in the way when it was last asked for a plan; empty once it is asked again
 */
public record Admission(
        RolloutId id,
        String author,
        Instant admittedAt,
        Lineage lineage,
        Standing standing,
        Set<Stage> reached,
        Optional<Footprint> claim,
        Set<RolloutId> behind,
        Turn turn)
        implements Placed {
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
        behind = Set.copyOf(behind);
    }

    /** As the database is going to know a rollout that is just being submitted. */
    public static Admission candidate(RolloutId id, String author, Instant time, Lineage lineage, Footprint declared) {
        return first(id, author, time, lineage).claiming(declared);
    }

    static Admission first(RolloutId id, String author, Instant time, Lineage lineage) {
        return new Admission(
                id, author, time, lineage, Standing.WAITING, Set.of(), Optional.empty(), Set.of(), new Turn.Idle());
    }

    @Override
    public Revision revision() {
        return id.revision();
    }

    @Override
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

    /** Whether it was neither planned nor asked for a plan. */
    public boolean isWaiting() {
        return standing == Standing.WAITING;
    }

    /** Whether it reaches nothing more: it came to nothing, or is being rolled back. */
    public boolean isGivenUp() {
        return !isLive() || standing == Standing.TURNED_BACK;
    }

    /** Whether it is planned, or its agent makes the plan: whoever shares something with it waits for its end. */
    public boolean isUnderWay() {
        return isOpen() && !isWaiting();
    }

    /** Whether it follows or depends on {@code revision}. */
    public boolean names(Revision revision) {
        return lineage.downRevision().contains(revision)
                || lineage.dependsOn().stream().map(Dependency::revision).anyMatch(revision::equals);
    }

    /** What keeps the two from going side by side, as far as the log tells. */
    public List<String> shared(Admission other) {
        return claim.isPresent() && other.claim.isPresent() ? claim.get().shared(other.claim.get()) : List.of();
    }

    /** Whether revisions that follow this one may begin: only the drop may be left to do. */
    public boolean mayBeFollowed() {
        return standing == Standing.DROP_AWAITED || standing == Standing.COMPLETED;
    }

    @Override
    public boolean satisfies(Dependency dependency) {
        return dependency
                .stage()
                .map(stage -> standing != Standing.TURNED_BACK && isLive() && reached.contains(stage))
                .orElseGet(this::mayBeFollowed);
    }

    Admission standing(Standing newStanding) {
        return new Admission(id, author, admittedAt, lineage, newStanding, reached, claim, behind, turn);
    }

    Admission reached(Stage stage) {
        Set<Stage> more = EnumSet.of(stage);
        more.addAll(reached);
        return new Admission(id, author, admittedAt, lineage, standing, more, claim, behind, turn);
    }

    Admission left(Stage stage) {
        Set<Stage> fewer = EnumSet.noneOf(Stage.class);
        fewer.addAll(reached);
        fewer.remove(stage);
        return new Admission(id, author, admittedAt, lineage, standing, fewer, claim, behind, turn);
    }

    Admission over(RolloutEnd end) {
        return standing(Standing.after(end)).at(new Turn.Idle());
    }

    Admission at(Turn newTurn) {
        return new Admission(id, author, admittedAt, lineage, standing, reached, claim, behind, newTurn);
    }

    Admission begun() {
        return new Admission(id, author, admittedAt, lineage, Standing.BEGUN, reached, claim, Set.of(), turn);
    }

    Admission behind(List<RolloutId> others) {
        return new Admission(
                id, author, admittedAt, lineage, Standing.WAITING, reached, claim, Set.copyOf(others), turn);
    }

    Admission claiming(Footprint footprint) {
        return new Admission(id, author, admittedAt, lineage, standing, reached, Optional.of(footprint), behind, turn);
    }
}
