package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Freeze;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.ApprovalExpired;
import dev.towpath.contracts.event.RolloutEvent.GateConditionChanged;
import dev.towpath.contracts.event.RolloutEvent.GateFrozen;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.RolloutCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.services.Judgement;
import dev.towpath.orchestrator.rollout.services.Need;
import dev.towpath.orchestrator.rollout.stage.Approval;
import dev.towpath.orchestrator.rollout.stage.Clock;
import dev.towpath.orchestrator.rollout.stage.Condition;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import dev.towpath.orchestrator.rollout.state.Course;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.Position.Allowed;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Cleared;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Queued;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Through the stages, oldest first. A phase is told after the schema bears it, and nothing follows before all who have to
 * go by it. This is the only place that moves a rollout forward.
 */
record WayForward(Underway state, Asked asked) {
    List<RolloutEvent> next() {
        return switch (state.at()) {
            case Due due -> due();
            case AtGate(var gate) -> opening(gate);
            case Allowed again -> again(again);
            case Queued at -> request(at.step(), at.attempt());
            case Cleared cleared -> throw new IllegalStateException("a confirmation without its request");
            case AtStep step -> List.of();
            case Stopped stopped -> List.of();
            case Withdrawing withdrawing -> List.of();
        };
    }

    private List<RolloutEvent> due() {
        Opened opened = state.opened();
        if (opened.isFollowed() && !opened.told().acknowledged()) {
            return services().acknowledgement();
        }
        Course course = state.course();
        if (opened.phase() != course.phaseDue()) {
            // beyond it only where an earlier try was given up: the plan says that the old shape is the only one
            return List.of(new PhaseChanged(course.phaseDue()));
        }
        return course.current().map(this::within).orElseGet(() -> List.of(new RolloutCompleted()));
    }

    private List<RolloutEvent> within(PlannedStage planned) {
        Course course = state.course();
        GatePoint entrance = GatePoint.of(planned.stage());
        if (!course.opened(entrance)) {
            return List.of(reached(entrance));
        }
        if (!course.entered().contains(planned.stage())) {
            return List.of(new StageEntered(planned.stage()));
        }
        return StageRules.of(planned.stage())
                .nextStep(planned, course.done())
                .map(this::towards)
                .orElseGet(() -> List.of(new StageCompleted(planned.stage())));
    }

    private List<RolloutEvent> towards(Step step) {
        return state.course().opened(step.gate()) ? request(step, 1) : List.of(reached(step.gate()));
    }

    private List<RolloutEvent> again(Allowed again) {
        return asked.now().isBefore(again.notBefore()) ? List.of() : request(again.step(), again.attempt());
    }

    /** The services first: who waits for them keeps nobody else from a slot. */
    private List<RolloutEvent> request(Step step, int attempt) {
        Need need = StageRules.of(step.gate().stage()).needOfStep();
        return new Room(state, asked).grant(step, attempt, services().request(step, attempt, need));
    }

    private GateReached reached(GatePoint point) {
        RolloutSpec spec = state.opened().spec();
        Clock clock = StageRules.of(point.stage()).clock(point, spec);
        int approvals = Math.max(0, spec.gate(point).approvals());
        return new GateReached(point, approvals, clock.endsAfter(state.course().lastEnd()));
    }

    private List<RolloutEvent> opening(Gate gate) {
        List<Freeze> freezes = asked.database().freezes().ahead(asked.now());
        if (!gate.knows(freezes, asked.now())) {
            return List.of(new GateFrozen(gate.point(), freezes));
        }
        List<Approval> expired = gate.expired(asked.now());
        if (!expired.isEmpty()) {
            return expired.stream()
                    .<RolloutEvent>map(approval -> new ApprovalExpired(gate.point(), approval.actor()))
                    .toList();
        }
        StageRules rules = StageRules.of(gate.point().stage());
        List<Condition> conditions = rules.mayEnter(gate, asked.now());
        Need need = rules.needAt(gate.point());
        Optional<Judgement> services = state.opened().isFollowed() && need.asks()
                ? Optional.of(services().judge(need))
                : Optional.empty();
        boolean met = services.map(Judgement::met).orElse(true);
        if (met && conditions.stream().allMatch(Condition::met)) {
            return List.of(new GateOpened(gate.point(), evidence(gate, conditions, services)));
        }
        List<RolloutEvent> changes = new ArrayList<>(changed(gate));
        services.ifPresent(judgement -> changes.addAll(services().missing(judgement.missing())));
        return changes;
    }

    /** What time has changed, though the gate stays closed. */
    private List<RolloutEvent> changed(Gate gate) {
        return gate.changed(asked.now()).stream()
                .<RolloutEvent>map(condition ->
                        new GateConditionChanged(gate.point(), condition.name(), condition.met(), condition.detail()))
                .toList();
    }

    private static List<String> evidence(Gate gate, List<Condition> conditions, Optional<Judgement> services) {
        List<String> sentences = Stream.concat(
                        conditions.stream().map(Condition::detail),
                        services.stream().flatMap(judgement -> judgement.evidence().stream()))
                .toList();
        return sentences.isEmpty()
                ? List.of(
                        "The rollout file sets no condition for " + gate.point().wireName() + ".")
                : sentences;
    }

    private AskServices services() {
        return new AskServices(state, asked);
    }
}
