package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
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
     */
    record Admitted(RolloutId id, Optional<Phase> left) implements Submission {}

    /** The submission breaks a rule. */
    record Refused(Rejection rejection) implements Submission {}

    /**
     * Judges {@code spec} before it has a stream.
     *
     * @param latestTry the highest try of this revision on this database; {@link RolloutState#NONE} if there is none
     */
    static Submission decide(RolloutSpec spec, DatabaseState database, RolloutState latestTry) {
        return switch (database) {
            case DatabaseState.Unknown unknown -> new Refused(new Rejection.UnknownDatabase(spec.database()));
            case DatabaseState.Registered known -> decide(spec, latestTry);
        };
    }

    private static Submission decide(RolloutSpec spec, RolloutState latestTry) {
        return switch (latestTry) {
            case NoRollout none -> new Admitted(new RolloutId(spec.database(), spec.revision(), 1), Optional.empty());
            case Unplannable end -> after(end);
            case RolledBack end -> after(end);
            case Aborted end -> after(end);
            case Completed end ->
                new Refused(new Rejection.RevisionCompleted(end.opened().id()));
            case Planning open ->
                new Refused(new Rejection.RolloutAlreadyOpen(open.opened().id()));
            case InMotion open ->
                new Refused(new Rejection.RolloutAlreadyOpen(open.opened().id()));
        };
    }

    private static Submission after(Submitted end) {
        Phase phase = end.opened().phase();
        return new Admitted(end.opened().id().next(), phase == Phase.OLD ? Optional.empty() : Optional.of(phase));
    }
}
