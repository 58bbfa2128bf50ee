package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Freeze;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
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
import dev.towpath.orchestrator.rollout.state.Position.Allowed;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Cleared;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Queued;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.Told;
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
        Course course = state.course();
        Told told = state.opened().told();
        boolean returning = isReturning();
        boolean awaits = state.opened().isFollowed() && !told.acknowledged();
        if (awaits && (!returning || told.back())) {
            return services().acknowledgement();
        }
        if (told.phase() != course.phaseDue()) {
            return List.of(new PhaseChanged(returning ? before(told.phase()) : course.phaseDue()));
        }
        return course.current().map(this::within).orElseGet(() -> List.of(new RolloutCompleted()));
    }

    /**
     * Whether services are to go back because their gate was reopened: one phase at a time, the first at once, also where
     * not everybody had followed the one that is given up.
     */
    private boolean isReturning() {
        return !state.course().gates().reopened().isEmpty()
                && state.opened().phase().compareTo(state.course().phaseDue()) > 0;
    }

    private static Phase before(Phase phase) {
        return List.of(Phase.values()).get(phase.ordinal() - 1);
    }

    private List<RolloutEvent> within(PlannedStage planned) {
        Course course = state.course();
        GatePoint entrance = GatePoint.of(planned.stage());
        if (!course.gates().opened(entrance)) {
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
        return state.course().gates().opened(step.gate())
                ? request(step, state.course().steps().nextAttempt(step.id()))
                : List.of(reached(step.gate()));
    }

    private List<RolloutEvent> again(Allowed again) {
        return asked.now().isBefore(again.notBefore()) ? List.of() : request(again.step(), again.attempt());
    }

    /** The services first: who waits for them keeps nobody else from a slot. */
    private List<RolloutEvent> request(Step step, int attempt) {
        Need need = StageRules.of(step.gate().stage()).needOfStep();
        return new Room(state, asked).grant(step, attempt, services().request(step, attempt, need));
    }

    /** A gate that was reopened asks for somebody, also where the rollout file asks for nobody. */
    private GateReached reached(GatePoint point) {
        RolloutSpec spec = state.opened().spec();
        Clock clock = StageRules.of(point.stage()).clock(point, spec);
        int least = state.course().gates().reopened().contains(point) ? 1 : 0;
        int approvals = Math.max(least, spec.gate(point).approvals());
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
