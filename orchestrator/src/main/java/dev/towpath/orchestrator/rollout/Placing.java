package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.revisions.GraphFault;
import dev.towpath.contracts.revisions.Joining;
import dev.towpath.contracts.revisions.RevisionNode;
import dev.towpath.orchestrator.rollout.GraphRejection.SecondHead.Head;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.Revisions;
import java.util.List;
import java.util.Optional;

/** Whether a revision may have the place in the graph of a database that it asks for. */
final class Placing {
    private final DatabaseId database;
    private final Revisions revisions;
    private final Joining joining;

    private Placing(DatabaseId database, Revisions revisions) {
        this.database = database;
        this.revisions = revisions;
        this.joining = Joining.of(revisions.graph(), revisions.live());
    }

    static Placing on(DatabaseState.Registered database) {
        return new Placing(database.database(), database.revisions());
    }

    /** The place as it will be recorded: revisions where labels were named. */
    RevisionNode resolved(RevisionNode asked) {
        return joining.resolved(asked);
    }

    /** What speaks against {@code node}, which is {@link #resolved}, if {@code author} brings it. */
    Optional<GraphRejection> refusal(RevisionNode node, String author) {
        return joining.fault(node).map(fault -> rejection(fault, author));
    }

    private GraphRejection rejection(GraphFault fault, String author) {
        return switch (fault) {
            case GraphFault.Unknown(var key, var named) -> new GraphRejection.UnknownRevision(database, key, named);
            case GraphFault.Cycle(var path) -> new GraphRejection.RevisionCycle(path);
            case GraphFault.LabelTaken(var label, var holder) -> new GraphRejection.LabelTaken(label, holder);
            case GraphFault.AnotherHead(var added, var heads) ->
                new GraphRejection.SecondHead(
                        new Head(added, author), heads.stream().map(this::head).toList());
        };
    }

    private Head head(Revision revision) {
        return new Head(revision, revisions.of(revision).orElseThrow().author());
    }

    /** The same refusal, once it is known which other databases know the revision. */
    static GraphRejection looking(GraphRejection.UnknownRevision unknown, List<DatabaseState> databases) {
        List<DatabaseId> others = databases.stream()
                .filter(other -> other.revisions().of(unknown.named()).isPresent())
                .filter(DatabaseState.Registered.class::isInstance)
                .map(other -> ((DatabaseState.Registered) other).database())
                .toList();
        return others.isEmpty()
                ? unknown
                : new GraphRejection.WrongDatabase(unknown.database(), unknown.key(), unknown.named(), others);
    }
}
