package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.event.RolloutEvent.StepsLost;
import dev.towpath.contracts.event.RolloutEvent.StepsVouchedFor;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import java.util.Optional;

/**
 * A target that went back in time, and what somebody decides about it. Where the rollout stands does not change; what is
 * lost counts as done until it is taken back, and is never again asked for on the target.
 */
record LossFold(InMotion now, MotionFold on) {
    InMotion lost(StepsLost lost) {
        Steps steps = now.course().steps();
        boolean fits = !lost.steps().isEmpty() && steps.proven().containsAll(lost.steps());
        if (!fits || now instanceof Aborting) {
            throw on.misfit();
        }
        Lost all = now.opened()
                .lost()
                .map(known -> known.and(lost.steps()))
                .orElseGet(() -> new Lost(lost.steps(), on.stamp().time(), lost.target()));
        return now.under(now.opened().losing(Optional.of(all)))
                .on(now.course().with(steps.without(lost.steps())), now.at());
    }

    InMotion vouchedFor(StepsVouchedFor vouched) {
        if (now.opened()
                .lost()
                .filter(lost -> lost.steps().equals(vouched.steps()))
                .isEmpty()) {
            throw on.misfit();
        }
        return now.under(now.opened().losing(Optional.empty()));
    }
}
