package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.RolloutPaused;
import dev.towpath.contracts.event.RolloutEvent.RolloutResumed;
import dev.towpath.contracts.event.RolloutEvent.RolloutStarted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.util.Optional;

/**
 * Who holds a rollout back, and who lets it go. A pause keeps anything new from starting, anywhere on the way, while
 * clocks go on; a withheld start keeps the first stage from being entered, and is given once.
 */
final class Holding {
    private Holding() {}

    static Decision<RolloutEvent> pause(Submitted state, Asked asked) {
        return state.opened()
                .pause()
                .own()
                .map(hold ->
                        RolloutDecider.done("The rollout was paused by " + hold.by() + " at " + hold.since() + "."))
                .orElseGet(() -> RolloutDecider.accept(state, new RolloutPaused(), asked));
    }

    /** Ends the rollout's own pause; that of its database is not a rollout's to end. */
    static Decision<RolloutEvent> resume(Submitted state, Asked asked) {
        if (state.opened().pause().own().isPresent()) {
            return RolloutDecider.accept(state, new RolloutResumed(), asked);
        }
        return databasePaused(state, asked)
                .map(RolloutDecider::reject)
                .orElseGet(() -> state.opened().paused()
                        ? RolloutDecider.noticeTime(state, asked)
                        : RolloutDecider.done("The rollout is not paused."));
    }

    /** Why nothing may be begun at this moment; empty if something may. */
    static Optional<Rejection> against(Submitted state, Asked asked) {
        return state.opened().pause().own().isPresent()
                ? Optional.of(
                        new RolloutRejection.RolloutIsPaused(state.opened().id()))
                : databasePaused(state, asked);
    }

    private static Optional<Rejection> databasePaused(Submitted state, Asked asked) {
        return asked.database()
                .pause()
                .map(hold ->
                        new DatabaseRejection.DatabaseIsPaused(state.opened().database(), hold));
    }

    /** A pause does not keep anybody from starting it; what is due then follows the resumption. */
    static Decision<RolloutEvent> start(Submitted state, Asked asked) {
        if (state instanceof RollingBack back) {
            return RolloutDecider.reject(
                    new RolloutRejection.RolloutIsRollingBack(back.opened().id()));
        }
        return isWithheld(state)
                ? RolloutDecider.accept(state, new RolloutStarted(), asked)
                : RolloutDecider.done("The rollout is started.");
    }

    private static boolean isWithheld(Submitted state) {
        return (state instanceof Planning || state instanceof Underway)
                && state.opened().withheld();
    }
}
