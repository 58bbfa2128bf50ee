package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.command.StampRevision;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.RevisionStamped;
import dev.towpath.contracts.revisions.RevisionNode;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Decision.AlreadyDone;
import dev.towpath.orchestrator.rollout.Decision.Rejected;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Registered;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Unknown;
import dev.towpath.orchestrator.rollout.state.Placed;
import dev.towpath.orchestrator.rollout.state.Stamped;
import java.util.List;
import java.util.Optional;

/**
 * Records that a database has a revision which no rollout brought there. It is believed: nobody looks at the catalog. What
 * comes before the revision has to be reached, since an order in which it comes later would not be one.
 */
public final class Stamping {
    private Stamping() {}

    /** A revision that a rollout placed keeps that place if the command names no parents. */
    public static Decision<DatabaseEvent> decide(DatabaseState state, StampRevision command, Asked by) {
        RevisionNode asked = new RevisionNode(
                command.revision(), new Lineage(command.downRevision(), List.of(), List.of(), command.newHead()));
        return switch (state) {
            case Unknown unknown -> new Rejected<>(new DatabaseRejection.UnknownDatabase(command.database()));
            case Registered known ->
                known.revisions()
                        .of(asked.revision())
                        .map(there -> again(known, there, asked, by))
                        .orElseGet(() -> stamped(known, asked, by));
        };
    }

    private static Decision<DatabaseEvent> again(Registered known, Placed there, RevisionNode asked, Asked by) {
        return switch (there) {
            case Stamped stamped
            when asked.isRoot()
                    || stamped.lineage().downRevision().equals(asked.lineage().downRevision()) ->
                new AlreadyDone<>("Revision " + stamped.revision() + " was stamped by " + stamped.author() + ".");
            case Stamped stamped -> refused(new GraphRejection.RevisionStamped(stamped.revision(), stamped.author()));
            case Admission completed
            when completed.isLive() && !completed.isOpen() ->
                new AlreadyDone<>("Rollout " + completed.id() + " has completed this revision.");
            case Admission open
            when open.isOpen() -> new Rejected<>(new RolloutRejection.RolloutAlreadyOpen(open.id()));
            case Admission nothing ->
                stamped(known, asked.isRoot() ? new RevisionNode(asked.revision(), nothing.lineage()) : asked, by);
        };
    }

    private static Decision<DatabaseEvent> stamped(Registered known, RevisionNode node, Asked by) {
        Optional<GraphRejection> refusal = Placing.on(known).refusal(node, by.actor());
        return refusal.or(() -> notReached(known, node))
                .map(Stamping::refused)
                .orElseGet(() -> new Accepted<>(List.of(new RevisionStamped(node.revision(), node.lineage()))));
    }

    private static Optional<GraphRejection> notReached(Registered known, RevisionNode node) {
        return node.predecessors().stream()
                .filter(before -> !isReached(known, before))
                .findFirst()
                .map(before -> new GraphRejection.ParentNotReached(node.revision(), before));
    }

    private static boolean isReached(Registered known, Revision before) {
        return known.revisions()
                .of(before)
                .filter(placed -> placed.satisfies(new Dependency(before, Optional.empty())))
                .isPresent();
    }

    private static Decision<DatabaseEvent> refused(GraphRejection why) {
        return new Rejected<>(why);
    }
}
