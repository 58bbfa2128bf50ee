package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.revisions.RevisionNode;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.NoRollout;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;
import dev.towpath.orchestrator.rollout.state.Stamped;
import java.util.List;
import java.util.Optional;

/**
 * Whether a rollout file may become a rollout, and under which id. It judges by streams other than the new rollout's
 * own: the database, and the latest try of the same revision there.
 */
public sealed interface Submission {
    /**
     * To be decided next, on the stream of {@code id}, as {@link RolloutCommand.Submit}.
     *
     * @param left the phase in which the latest try left the services, if it is another one than {@code old}
     * @param spec the file as it is to be recorded: with revisions where it names branch labels
     */
    record Admitted(RolloutId id, Optional<Phase> left, RolloutSpec spec) implements Submission {}

    /** The submission breaks a rule. */
    record Refused(Rejection rejection) implements Submission {}

    /**
     * Judges {@code spec}, which {@code author} submits, before it has a stream.
     *
     * @param latestTry the highest try of this revision on this database; {@link RolloutState#NONE} if there is none
     */
    static Submission decide(RolloutSpec spec, String author, DatabaseState database, RolloutState latestTry) {
        return switch (database) {
            case DatabaseState.Unknown unknown -> new Refused(new DatabaseRejection.UnknownDatabase(spec.database()));
            case DatabaseState.Registered known ->
                stamped(spec, known).orElseGet(() -> decide(spec, author, known, latestTry));
        };
    }

    private static Optional<Submission> stamped(RolloutSpec spec, DatabaseState.Registered database) {
        return database.revisions()
                .of(spec.revision())
                .filter(Stamped.class::isInstance)
                .map(stamp -> new Refused(new GraphRejection.RevisionStamped(stamp.revision(), stamp.author())));
    }

    private static Submission decide(
            RolloutSpec spec, String author, DatabaseState.Registered database, RolloutState latestTry) {
        return switch (latestTry) {
            case NoRollout none ->
                placed(new RolloutId(spec.database(), spec.revision(), 1), Optional.empty(), spec, author, database);
            case Unplannable end -> after(end, spec, author, database);
            case RolledBack end -> after(end, spec, author, database);
            case Aborted end -> after(end, spec, author, database);
            case Completed end ->
                new Refused(new RolloutRejection.RevisionCompleted(end.opened().id()));
            case Planning open ->
                new Refused(
                        new RolloutRejection.RolloutAlreadyOpen(open.opened().id()));
            case InMotion open ->
                new Refused(
                        new RolloutRejection.RolloutAlreadyOpen(open.opened().id()));
        };
    }

    private static Submission after(Submitted end, RolloutSpec spec, String author, DatabaseState.Registered database) {
        Phase phase = end.opened().phase();
        return placed(
                end.opened().id().next(),
                phase == Phase.OLD ? Optional.empty() : Optional.of(phase),
                spec,
                author,
                database);
    }

    private static Submission placed(
            RolloutId id, Optional<Phase> left, RolloutSpec spec, String author, DatabaseState.Registered database) {
        Placing placing = Placing.on(database);
        RevisionNode place = placing.resolved(new RevisionNode(spec.revision(), spec.lineage()));
        return placing.refusal(place, author)
                .<Submission>map(why -> new Refused(why))
                .orElseGet(() -> new Admitted(id, left, spec.at(place.lineage())));
    }

    /** The same refusal, where other databases may know what this one doesn't. */
    static Rejection lookingElsewhere(GraphRejection.UnknownRevision unknown, List<DatabaseState> databases) {
        return Placing.looking(unknown, databases);
    }
}
