package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.PlanFrozen;
import dev.towpath.contracts.event.RolloutEvent.PlanningFailed;
import dev.towpath.contracts.event.RolloutEvent.RolloutCompleted;
import dev.towpath.contracts.event.RolloutEvent.RolloutPaused;
import dev.towpath.contracts.event.RolloutEvent.RolloutResumed;
import dev.towpath.contracts.event.RolloutEvent.RolloutSubmitted;
import dev.towpath.contracts.event.RolloutEvent.StageApproved;
import dev.towpath.contracts.event.RolloutEvent.StageCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StepBlockedByLock;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepFailed;
import dev.towpath.contracts.event.RolloutEvent.StepInDoubt;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.stage.Approval;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Blocker;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.RolloutFold.Stamp;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;

/** One event on a rollout that is under way. Each event names the position that it leaves; any other is a misfit. */
record UnderwayFold(Underway now, Stamp stamp, RolloutEvent event) {
    RolloutState folded() {
        Course course = now.course();
        return switch (event) {
            case GateReached reached -> due().at(gate(reached));
            case StageApproved approved ->
                approved(approved, leaving(AtGate.class).gate());
            case GateOpened opened ->
                leavingGate(opened.gate()).on(course.opened(opened.gate(), opened.evidence()), new Due());
            case StageEntered entered -> due().on(course.entered(entered.stage(), stamp.time()), new Due());
            case StepRequested requested -> requested(requested);
            case StepBlockedByLock blocked -> now.at(blocked(leaving(AtStep.class), blocked));
            case StepCompleted completed ->
                leavingStep(completed.stepId(), completed.attempt())
                        .on(course.done(completed.stepId(), completed.rows(), stamp.time()), new Due());
            case StepFailed failed -> stopped(failed.stepId(), failed.attempt(), failed.failure());
            case StepInDoubt doubt -> stopped(doubt.stepId(), doubt.attempt(), doubt.failure());
            case PhaseChanged changed -> due().under(now.opened().in(changed.phase()));
            case StageCompleted completed -> due().on(course.completed(completed.stage()), new Due());
            case RolloutPaused paused -> paused(false).under(now.opened().held(stamp.pause()));
            case RolloutResumed resumed -> paused(true).under(now.opened().held(new Pause.Off()));
            case RolloutCompleted completed -> new Completed(due().opened(), course);
            case RolloutEvent.PhaseAcknowledged misfit -> throw misfit();
            case RolloutEvent.ServicesAwaited misfit -> throw misfit();
            case RolloutEvent.ServicesConfirmed misfit -> throw misfit();
            case RolloutEvent.EvidenceExpired misfit -> throw misfit();
            case RolloutEvent.StepRetryAllowed misfit -> throw misfit();
            case RolloutEvent.RollbackStarted misfit -> throw misfit();
            case RolloutEvent.StageRolledBack misfit -> throw misfit();
            case RolloutEvent.RolloutRolledBack misfit -> throw misfit();
            case RolloutSubmitted misfit -> throw misfit();
            case PlanFrozen misfit -> throw misfit();
            case PlanningFailed misfit -> throw misfit();
        };
    }

    private AtGate gate(GateReached reached) {
        GatePoint point = reached.gate();
        return new AtGate(new Gate(
                point,
                stamp.time(),
                reached.approvalsRequired(),
                StageRules.of(point.stage()).clock(point, now.opened().spec()),
                reached.soakUntil(),
                now.course().plan().hash(),
                now.course().approvalsOf(point)));
    }

    private Underway approved(StageApproved approved, Gate gate) {
        if (gate.point() != approved.gate()) {
            throw misfit();
        }
        Approval approval = new Approval(approved.gate(), stamp.actor(), approved.planHash(), stamp.time());
        return now.on(now.course().approved(approval), new AtGate(gate.with(approval)));
    }

    private Underway requested(StepRequested requested) {
        StepId id = requested.stepId();
        boolean fits =
                switch (now.at()) {
                    case Due due -> requested.attempt() == 1;
                    case Stopped stopped ->
                        stopped.step().id().equals(id) && requested.attempt() == stopped.attempt() + 1;
                    case AtGate gate -> false;
                    case AtStep step -> false;
                };
        Step step = now.course().plan().step(id).orElseThrow(this::misfit);
        if (!fits || !now.course().opened(step.gate())) {
            throw misfit();
        }
        return now.at(new AtStep(step, requested.attempt(), stamp.time(), new Blocker("", 0, stamp.time())));
    }

    private AtStep blocked(AtStep at, StepBlockedByLock blocked) {
        Blocker blocker = new Blocker(blocked.blocker(), blocked.attempts(), stamp.time());
        return new AtStep(at.step(), at.attempt(), at.since(), blocker);
    }

    private Underway stopped(StepId id, int attempt, Failure failure) {
        AtStep at = (AtStep) leavingStep(id, attempt).at();
        return now.at(new Stopped(at.step(), at.attempt(), stamp.time(), failure));
    }

    private Underway due() {
        leaving(Due.class);
        return now;
    }

    private Underway leavingGate(GatePoint point) {
        if (leaving(AtGate.class).gate().point() != point) {
            throw misfit();
        }
        return now;
    }

    private Underway leavingStep(StepId id, int attempt) {
        AtStep at = leaving(AtStep.class);
        if (!at.step().id().equals(id) || at.attempt() != attempt) {
            throw misfit();
        }
        return now;
    }

    private Underway paused(boolean expected) {
        if (now.opened().paused() != expected) {
            throw misfit();
        }
        return now;
    }

    private <P extends Position> P leaving(Class<P> position) {
        if (!position.isInstance(now.at())) {
            throw misfit();
        }
        return position.cast(now.at());
    }

    private IllegalStateException misfit() {
        return RolloutFold.misfit(now, event);
    }
}
