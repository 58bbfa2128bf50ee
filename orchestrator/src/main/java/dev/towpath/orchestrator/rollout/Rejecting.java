package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StageRejected;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;

/** Anybody may keep the gate closed that the rollout waits at, its author among them; nobody else can undo that. */
final class Rejecting {
    private Rejecting() {}

    static Decision<RolloutEvent> decide(Submitted state, GatePoint point, Asked asked) {
        return MeantGate.ask(state, point, (underway, gate) -> at(underway, gate, asked));
    }

    private static Decision<RolloutEvent> at(Underway underway, Gate gate, Asked asked) {
        return gate.said().objectionOf(asked.actor()).isPresent()
                ? RolloutDecider.done(
                        asked.actor() + " has rejected gate " + gate.point().wireName() + " already.")
                : RolloutDecider.accept(underway, new StageRejected(gate.point()), asked);
    }
}
