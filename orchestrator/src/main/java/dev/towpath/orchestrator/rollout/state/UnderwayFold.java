package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.event.RolloutEvent.ApprovalExpired;
import dev.towpath.contracts.event.RolloutEvent.ApprovalWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.GateConditionChanged;
import dev.towpath.contracts.event.RolloutEvent.GateFrozen;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import dev.towpath.contracts.event.RolloutEvent.GateSkipped;
import dev.towpath.contracts.event.RolloutEvent.RejectionWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.StageApproved;
import dev.towpath.contracts.event.RolloutEvent.StageRejected;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.stage.Approval;
import dev.towpath.orchestrator.rollout.stage.Demand;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.stage.Objection;
import dev.towpath.orchestrator.rollout.stage.Said;
import dev.towpath.orchestrator.rollout.stage.Skip;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutFold.Stamp;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.util.Optional;
import java.util.Set;

/** What can happen only on the way forward: gates, stages, the end, and the turn back. */
record UnderwayFold(Underway now, MotionFold on) {
    Underway started() {
        if (!now.opened().withheld()) {
            throw on.misfit();
        }
        return now.under(now.opened().withheld(false));
    }

    Underway reached(GateReached reached) {
        GatePoint point = reached.gate();
        RolloutSpec spec = now.opened().spec();
        Demand demand = new Demand(
                reached.approvalsRequired(),
                spec.gate(point).approvalsExpire(),
                StageRules.of(point.stage()).clock(point, spec),
                reached.soakUntil(),
                spec.gate(point).windows());
        Gate gate = Gate.reached(
                point, on.stamp().time(), demand, now.course().plan().hash());
        return due().on(now.course(), new AtGate(gate));
    }

    Underway approved(StageApproved approved) {
        Gate gate = at(approved.gate());
        Stamp stamp = on.stamp();
        Approval approval = new Approval(approved.gate(), stamp.actor(), approved.planHash(), stamp.time());
        return now.on(
                with(gates().approved(approval)), hearing(gate, gate.said().approving(approval)));
    }

    Underway rejected(StageRejected rejected) {
        Gate gate = at(rejected.gate());
        Stamp stamp = on.stamp();
        Objection objection = new Objection(stamp.actor(), stamp.reason(), stamp.time());
        return now.on(
                with(gates().withoutApproval(gate.point(), stamp.actor())),
                hearing(gate, gate.said().objecting(objection)));
    }

    Underway withdrawn(ApprovalWithdrawn withdrawn) {
        return withoutApproval(at(withdrawn.gate()), on.stamp().actor());
    }

    Underway expired(ApprovalExpired expired) {
        return withoutApproval(at(expired.gate()), expired.approvedBy());
    }

    private Underway withoutApproval(Gate gate, String actor) {
        if (gate.said().approvalOf(actor).isEmpty()) {
            throw on.misfit();
        }
        return now.on(
                with(gates().withoutApproval(gate.point(), actor)),
                hearing(gate, gate.said().withoutApprovalOf(actor)));
    }

    Underway withdrawn(RejectionWithdrawn withdrawn) {
        Gate gate = at(withdrawn.gate());
        String actor = on.stamp().actor();
        if (gate.said().objectionOf(actor).isEmpty()) {
            throw on.misfit();
        }
        return now.on(now.course(), hearing(gate, gate.said().withoutObjectionOf(actor)));
    }

    Underway changed(GateConditionChanged changed) {
        Gate gate = at(changed.gate())
                .noting(changed.condition(), changed.met(), on.stamp().time());
        return now.on(now.course(), new AtGate(gate));
    }

    Underway reopened(GatePoint gate) {
        Retreat retreat = new Retreat(now, gate);
        if (!retreat.isPossible()) {
            throw on.misfit();
        }
        return retreat.taken(on.stamp().time());
    }

    Underway frozen(GateFrozen frozen) {
        Gate gate = at(frozen.gate()).under(frozen.freezes(), on.stamp().time());
        return now.on(now.course(), new AtGate(gate));
    }

    Underway skipped(GateSkipped skipped) {
        Gate gate = at(skipped.gate());
        Stamp stamp = on.stamp();
        Skip skip = new Skip(gate.point(), stamp.actor(), stamp.reason(), stamp.time());
        return now.on(with(gates().skipped(skip)), hearing(gate, gate.said().skipping(skip)));
    }

    private AtGate hearing(Gate gate, Said said) {
        return new AtGate(gate.hearing(said, on.stamp().time()));
    }

    Underway opened(GateOpened opened) {
        Gate gate = at(opened.gate());
        return now.under(now.opened().missingNothing())
                .on(with(gates().opened(gate.point(), opened.evidence())), new Due());
    }

    Underway entered(Stage stage) {
        return due().on(now.course().entered(stage, on.stamp().time()), new Due());
    }

    Underway completed(Stage stage) {
        return due().on(now.course().completed(stage), new Due());
    }

    Completed completed() {
        return new Completed(due().opened(), now.course());
    }

    /** A step that is with the agent is no longer wanted; whatever else was awaited is not awaited any more. */
    RollingBack turnedBack() {
        Stamp stamp = on.stamp();
        Back back = new Back(stamp.actor(), stamp.reason(), stamp.time(), Set.of());
        Position from =
                now.at() instanceof AtStep at ? new Withdrawing(at.step(), at.attempt(), stamp.time()) : new Due();
        return new RollingBack(now.opened().missingNothing().losing(Optional.empty()), now.course(), back, from);
    }

    private Gates gates() {
        return now.course().gates();
    }

    private Course with(Gates gates) {
        return now.course().with(gates);
    }

    private Gate at(GatePoint point) {
        Gate gate = on.leaving(AtGate.class).gate();
        if (gate.point() != point) {
            throw on.misfit();
        }
        return gate;
    }

    private Underway due() {
        on.leaving(Due.class);
        return now;
    }
}
