package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateSkipped;
import dev.towpath.orchestrator.rollout.stage.ActorName;
import dev.towpath.orchestrator.rollout.stage.Condition;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.util.List;

/**
 * Whether a gate may be passed without what people and time have not met. What the database and the services say is never
 * passed over: verification is a step, a plan's hash is the agent's to compare, and a gate that services keep closed stays
 * closed. Nor is a rejection, which is its actor's; and nobody skips a gate of their own rollout.
 */
final class Skipping {
    private Skipping() {}

    static Decision<RolloutEvent> decide(Submitted state, GatePoint point, Asked asked) {
        String author = state.opened().author();
        return ActorName.same(author, asked.actor())
                ? RolloutDecider.reject(new GateRejection.SkipByAuthor(author))
                : MeantGate.ask(state, point, (underway, gate) -> at(underway, gate, asked));
    }

    private static Decision<RolloutEvent> at(Underway underway, Gate gate, Asked asked) {
        if (!gate.said().objections().isEmpty()) {
            return RolloutDecider.reject(new GateRejection.RejectionStands(
                    gate.point(), gate.said().objections().getFirst().actor()));
        }
        if (gate.said().skip().isPresent()) {
            return RolloutDecider.done("Gate " + gate.point().wireName() + " is skipped already.");
        }
        List<String> unmet = gate.conditions(asked.now()).stream()
                .filter(condition -> !condition.met())
                .map(Condition::detail)
                .toList();
        return unmet.isEmpty()
                ? RolloutDecider.reject(new GateRejection.NothingToSkip(gate.point()))
                : RolloutDecider.accept(underway, new GateSkipped(gate.point(), unmet), asked);
    }
}
