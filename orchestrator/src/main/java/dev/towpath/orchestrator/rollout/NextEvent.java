package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.RolloutCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.stage.Clock;
import dev.towpath.orchestrator.rollout.stage.Condition;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import dev.towpath.orchestrator.rollout.state.Course;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What follows by itself, one event at a time, until the rollout waits for somebody: a person, the agent or the clock.
 * Nothing follows while it is paused. This is the only place that moves a rollout through its stages.
 */
final class NextEvent {
    private NextEvent() {}

    static Optional<RolloutEvent> after(RolloutState state, Instant now) {
        if (!(state instanceof Underway underway) || underway.opened().paused()) {
            return Optional.empty();
        }
        return switch (underway.at()) {
            case Due due -> Optional.of(due(underway));
            case AtGate at -> opening(at.gate(), now);
            case AtStep step -> Optional.empty();
            case Stopped stopped -> Optional.empty();
        };
    }

    private static Optional<RolloutEvent> opening(Gate gate, Instant now) {
        List<Condition> conditions = StageRules.of(gate.point().stage()).mayEnter(gate, now);
        if (!conditions.stream().allMatch(Condition::met)) {
            return Optional.empty();
        }
        List<String> evidence = conditions.isEmpty()
                ? List.of(
                        "The rollout file sets no condition for " + gate.point().wireName() + ".")
                : conditions.stream().map(Condition::detail).toList();
        return Optional.of(new GateOpened(gate.point(), evidence));
    }

    private static RolloutEvent due(Underway underway) {
        Course course = underway.course();
        if (underway.opened().phase().compareTo(course.phaseDue()) < 0) {
            return new PhaseChanged(course.phaseDue());
        }
        return course.current().map(planned -> within(underway, planned)).orElseGet(RolloutCompleted::new);
    }

    private static RolloutEvent within(Underway underway, PlannedStage planned) {
        Course course = underway.course();
        GatePoint entrance = GatePoint.of(planned.stage());
        if (!course.opened(entrance)) {
            return reached(underway, entrance);
        }
        if (!course.entered().contains(planned.stage())) {
            return new StageEntered(planned.stage());
        }
        return StageRules.of(planned.stage())
                .nextStep(planned, course.done())
                .map(step -> towards(underway, step))
                .orElseGet(() -> new StageCompleted(planned.stage()));
    }

    private static RolloutEvent towards(Underway underway, Step step) {
        return underway.course().opened(step.gate()) ? new StepRequested(step.id(), 1) : reached(underway, step.gate());
    }

    private static GateReached reached(Underway underway, GatePoint point) {
        RolloutSpec spec = underway.opened().spec();
        Clock clock = StageRules.of(point.stage()).clock(point, spec);
        int approvals = Math.max(0, spec.gate(point).approvals());
        return new GateReached(
                point, approvals, clock.endsAfter(underway.course().lastEnd()));
    }
}
