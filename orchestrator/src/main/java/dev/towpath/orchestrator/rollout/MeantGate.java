package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.util.function.BiFunction;

/** Whether the rollout waits at the gate that somebody speaks of: only there does anybody have a say. */
final class MeantGate {
    private MeantGate() {}

    static Decision<RolloutEvent> ask(
            Submitted state, GatePoint point, BiFunction<Underway, Gate, Decision<RolloutEvent>> there) {
        if (state instanceof RollingBack back) {
            return RolloutDecider.reject(
                    new RolloutRejection.RolloutIsRollingBack(back.opened().id()));
        }
        if (!(state instanceof Underway underway)) {
            return RolloutDecider.reject(new GateRejection.StageNotReached(point));
        }
        if (underway.at() instanceof AtGate(var gate) && gate.point() == point) {
            return there.apply(underway, gate);
        }
        return RolloutDecider.reject(
                underway.course().gates().opened(point)
                        ? new GateRejection.StageAlreadyEntered(point)
                        : new GateRejection.StageNotReached(point));
    }
}
