package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateReopened;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import dev.towpath.orchestrator.rollout.state.Course;
import dev.towpath.orchestrator.rollout.state.Retreat;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;

/**
 * Whether services may be taken back from the new shape without taking anything out of the database: once cutover is
 * complete, and before anything of the contract is sent. Anybody may, the author too, since it goes to where everything
 * still works. A pause keeps nobody from it; services are told when it is over.
 */
final class Reopening {
    private Reopening() {}

    static Decision<RolloutEvent> decide(Submitted state, GatePoint gate, Asked asked) {
        if (!StageRules.of(gate.stage()).reopens(gate)) {
            return RolloutDecider.reject(new GateRejection.GateNotReopenable(gate));
        }
        if (state instanceof RollingBack back) {
            return RolloutDecider.reject(
                    new RolloutRejection.RolloutIsRollingBack(back.opened().id()));
        }
        return state instanceof Underway underway
                ? decide(underway, gate, asked)
                : RolloutDecider.reject(new GateRejection.StageNotReached(gate));
    }

    private static Decision<RolloutEvent> decide(Underway underway, GatePoint gate, Asked asked) {
        Course course = underway.course();
        if (course.gates().reopened().contains(gate)) {
            return RolloutDecider.done("Gate " + gate.wireName() + " is reopened.");
        }
        if (!course.completed().contains(gate.stage())) {
            return RolloutDecider.reject(
                    course.gates().opened(gate)
                            ? new GateRejection.CutoverIncomplete(
                                    underway.opened().id())
                            : new GateRejection.StageNotReached(gate));
        }
        return new Retreat(underway, gate).isPossible()
                ? RolloutDecider.accept(underway, new GateReopened(gate), asked)
                : RolloutDecider.reject(
                        new GateRejection.ContractBegun(underway.opened().id()));
    }
}
