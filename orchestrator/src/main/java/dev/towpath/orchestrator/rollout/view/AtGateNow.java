package dev.towpath.orchestrator.rollout.view;

import dev.towpath.orchestrator.rollout.stage.Condition;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import dev.towpath.orchestrator.rollout.state.Course;
import dev.towpath.orchestrator.rollout.state.Missing;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;
import dev.towpath.orchestrator.rollout.view.RolloutView.GateCondition;
import dev.towpath.orchestrator.rollout.view.RolloutView.SkippedGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every condition of the gate that a rollout waits at, be it met or not, and the gates that were skipped. */
final class AtGateNow {
    private AtGateNow() {}

    static List<GateCondition> conditions(Submitted state, Instant now) {
        return state instanceof Underway underway && underway.at() instanceof AtGate(var gate)
                ? conditions(underway.opened(), gate, now)
                : List.of();
    }

    static List<SkippedGate> skipped(Submitted state) {
        return course(state).map(course -> course.gates().skips()).orElse(List.of()).stream()
                .map(skip -> new SkippedGate(skip.gate().wireName(), skip.by(), skip.reason(), skip.at()))
                .toList();
    }

    private static Optional<Course> course(Submitted state) {
        return switch (state) {
            case Planning planning -> Optional.empty();
            case Unplannable end -> Optional.empty();
            case InMotion moving -> Optional.of(moving.course());
            case Completed end -> Optional.of(end.course());
            case RolledBack end -> end.course();
            case Aborted end -> end.course();
        };
    }

    private static List<GateCondition> conditions(Opened opened, Gate gate, Instant now) {
        StageRules rules = StageRules.of(gate.point().stage());
        List<GateCondition> all = new ArrayList<>();
        rules.mayEnter(gate, now).forEach(condition -> all.add(shown(gate, condition)));
        if (opened.isFollowed() && rules.needAt(gate.point()).asks()) {
            all.add(shown(gate, services(opened.missing())));
        }
        return all;
    }

    private static GateCondition shown(Gate gate, Condition condition) {
        return new GateCondition(
                gate.point().wireName(),
                condition.name(),
                condition.met(),
                condition.since(),
                condition.detail(),
                condition.needs());
    }

    private static Condition services(Missing missing) {
        return missing.isNothing()
                ? new Condition("services", true, missing.since(), "Nobody was missing when they were last seen.", "")
                : new Condition(
                        "services",
                        false,
                        missing.since(),
                        String.join(" ", missing.sentences()),
                        "What is missing of each of these instances, or its end.");
    }
}
