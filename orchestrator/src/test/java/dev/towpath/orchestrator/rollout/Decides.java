package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.rollout.state.RolloutState;

/** How commands are answered: as in the product, or with a fault that a test planted. */
@FunctionalInterface
interface Decides {
    Decision<RolloutEvent> decide(RolloutState state, RolloutCommand command, Asked asked);
}
