package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Revision;
import java.util.List;
import java.util.stream.Collectors;

/** The revision can't have the place in the graph that it asks for. */
public sealed interface GraphRejection extends Rejection {
    /** {@code key}: where it is named, {@code down_revision} or {@code depends_on}. */
    record UnknownRevision(DatabaseId database, String key, Revision named) implements GraphRejection {}

    /** {@code others}: the databases on which it is known. */
    record WrongDatabase(DatabaseId database, String key, Revision named, List<DatabaseId> others)
            implements GraphRejection {
        public WrongDatabase {
            others = List.copyOf(others);
        }
    }

    /** {@code path}: each comes before the next, and the last before the first. */
    record RevisionCycle(List<Revision> path) implements GraphRejection {
        public RevisionCycle {
            path = List.copyOf(path);
        }
    }

    /** {@code holder}: the revision that carries the label, or has it as its name. */
    record LabelTaken(String label, Revision holder) implements GraphRejection {}

    record SecondHead(Head added, List<Head> heads) implements GraphRejection {
        /** A revision that nobody follows, and who brought it. */
        public record Head(Revision revision, String author) {
            @Override
            public String toString() {
                return revision + " (by " + author + ")";
            }
        }

        public SecondHead {
            heads = List.copyOf(heads);
        }
    }

    /** {@code revision} was stamped, so there is nothing to roll out, or another place to give it. */
    record RevisionStamped(Revision revision, String author) implements GraphRejection {}

    /** {@code revision} can't be there as long as {@code before}, which comes before it, is not. */
    record ParentNotReached(Revision revision, Revision before) implements GraphRejection {}

    @Override
    default String rule() {
        return switch (this) {
            case UnknownRevision r -> "UnknownRevision";
            case WrongDatabase r -> "WrongDatabase";
            case RevisionCycle r -> "RevisionCycle";
            case LabelTaken r -> "LabelTaken";
            case SecondHead r -> "SecondHead";
            case RevisionStamped r -> "RevisionStamped";
            case ParentNotReached r -> "ParentNotReached";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case UnknownRevision r ->
                r.key() + " names " + r.named() + ", which database " + r.database()
                        + " does not know. Submit that revision first; or stamp it, if the database has it already.";
            case WrongDatabase r ->
                r.key() + " names " + r.named() + ", which is a revision of database " + joined(r.others(), ", ")
                        + " and not of " + r.database() + ". Correct database, or " + r.key()
                        + ": what a revision follows or depends on is on its own database.";
            case RevisionCycle r ->
                "By down_revision and depends_on the order would have no beginning: " + joined(r.path(), ", then ")
                        + ", then " + r.path().getFirst()
                        + " again. Leave out one of the names that close the circle.";
            case LabelTaken r ->
                r.label().equals(r.holder().value())
                        ? "Revision " + r.holder() + " has that name, so it can't be a branch label too."
                        : "Branch label " + r.label() + " belongs to revision " + r.holder() + "; choose another.";
            case SecondHead r ->
                "Revision " + r.added() + " would be one more head beside " + joined(r.heads(), ", ")
                        + ". Let it follow the head that it comes after (down_revision), or all of them to merge"
                        + " them; or say new_head: true if another branch is what you want.";
            case RevisionStamped r ->
                "Revision " + r.revision() + " was stamped by " + r.author()
                        + ": the database has reached it without Towpath, and its place is settled.";
            case ParentNotReached r ->
                "Revision " + r.before() + " comes before " + r.revision()
                        + " and is not reached. Complete its rollout, or stamp it, first.";
        };
    }

    private static String joined(List<?> names, String separator) {
        return names.stream().map(Object::toString).collect(Collectors.joining(separator));
    }
}
