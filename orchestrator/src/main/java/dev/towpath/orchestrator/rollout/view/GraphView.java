package dev.towpath.orchestrator.rollout.view;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.revisions.BranchLabels;
import dev.towpath.contracts.revisions.Joining;
import dev.towpath.contracts.revisions.RevisionGraph;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.Placed;
import dev.towpath.orchestrator.rollout.state.Revisions;
import dev.towpath.orchestrator.rollout.state.Stamped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The graph of one database as users see it.
 *
 * @param heads those that nobody follows; what came to nothing is none
 * @param revisions each after what it follows and depends on; ties by submission
 */
public record GraphView(String database, List<String> heads, List<Node> revisions) {
    public GraphView {
        heads = List.copyOf(heads);
        revisions = List.copyOf(revisions);
    }

    /**
     * A revision with its place, and how far it is.
     *
     * @param state how its latest rollout stands, as far as others care; or {@code stamped}
     * @param rolloutId the latest rollout; empty for a stamp
     * @param author who submitted or stamped it
     * @param since when that was
     * @param branches the labels of the branches that it is on
     * @param reached the stages that are complete here, and not taken back
     */
    public record Node(
            String revision,
            String state,
            String rolloutId,
            String author,
            Instant since,
            List<String> downRevision,
            List<Needed> dependsOn,
            List<String> branchLabels,
            List<String> branches,
            boolean head,
            List<String> reached) {}

    /** {@code stage} is empty where the whole revision is needed. */
    public record Needed(String revision, String stage) {
        static Needed of(Dependency dependency) {
            return new Needed(
                    dependency.revision().value(),
                    dependency.stage().map(Stage::wireName).orElse(""));
        }
    }

    public static GraphView of(DatabaseState.Registered database) {
        Revisions revisions = database.revisions();
        RevisionGraph standing = Joining.of(revisions.graph(), revisions.live()).standing();
        List<Revision> heads = standing.heads();
        BranchLabels labels = BranchLabels.of(standing);
        return new GraphView(
                database.database().value(),
                heads.stream().map(Revision::value).toList(),
                revisions.graph().order().stream()
                        .map(revision -> node(
                                revisions.of(revision).orElseThrow(), labels.of(revision), heads.contains(revision)))
                        .toList());
    }

    private static Node node(Placed placed, List<String> branches, boolean head) {
        return switch (placed) {
            case Stamped stamped ->
                node(placed, "stamped", "", stamped.since(), branches, head, Arrays.asList(Stage.values()));
            case Admission rollout ->
                node(
                        placed,
                        rollout.standing().name().toLowerCase(Locale.ROOT),
                        rollout.id().toString(),
                        rollout.admittedAt(),
                        branches,
                        head,
                        rollout.reached().stream().sorted().toList());
        };
    }

    private static Node node(
            Placed placed,
            String state,
            String rolloutId,
            Instant since,
            List<String> branches,
            boolean head,
            List<Stage> reached) {
        return new Node(
                placed.revision().value(),
                state,
                rolloutId,
                placed.author(),
                since,
                placed.lineage().downRevision().stream().map(Revision::value).toList(),
                placed.lineage().dependsOn().stream().map(Needed::of).toList(),
                placed.lineage().branchLabels(),
                branches,
                head,
                reached.stream().map(Stage::wireName).toList());
    }
}
