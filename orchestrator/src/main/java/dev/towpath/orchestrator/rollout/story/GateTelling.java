package dev.towpath.orchestrator.rollout.story;

import dev.towpath.contracts.event.RolloutEvent.ApprovalExpired;
import dev.towpath.contracts.event.RolloutEvent.ApprovalWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.GateConditionChanged;
import dev.towpath.contracts.event.RolloutEvent.GateEvent;
import dev.towpath.contracts.event.RolloutEvent.GateFrozen;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import dev.towpath.contracts.event.RolloutEvent.GateReopened;
import dev.towpath.contracts.event.RolloutEvent.GateSkipped;
import dev.towpath.contracts.event.RolloutEvent.RejectionWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.StageApproved;
import dev.towpath.contracts.event.RolloutEvent.StageRejected;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What people and time say to a gate, in one sentence each. */
record GateTelling(RolloutState before, Occasion occasion) {
    String sentence(GateEvent event) {
        return switch (event) {
            case GateReached reached -> reached(reached);
            case StageApproved(var gate, var hash) ->
                occasion.does("approves gate " + gate.wireName() + " for plan " + Spoken.hash(hash));
            case ApprovalExpired(var gate, var by) ->
                "The approval of gate " + gate.wireName() + " by " + by + " is too old to count any more.";
            case ApprovalWithdrawn(var gate) -> occasion.does("withdraws their approval of gate " + gate.wireName());
            case StageRejected(var gate) ->
                occasion.does("rejects gate " + gate.wireName() + ", which stays closed until they withdraw that");
            case RejectionWithdrawn(var gate) -> occasion.does("withdraws their rejection of gate " + gate.wireName());
            case GateConditionChanged(var gate, var condition, var met, var detail) ->
                "Gate " + gate.wireName() + (met ? " has what it needs of " : " needs ") + condition + ": " + detail;
            case GateFrozen(var gate, var freezes) ->
                freezes.isEmpty()
                        ? "No freeze keeps gate " + gate.wireName() + " closed any more."
                        : "Gate " + gate.wireName() + " opens outside of these freezes only:";
            case GateReopened(var gate) ->
                occasion.does(
                        "reopens gate " + gate.wireName() + "; services go back to the shape that they had before it");
            case GateSkipped(var gate, var unmet) ->
                occasion.does("skips gate " + gate.wireName() + " without what it still needed");
            case GateOpened opened -> opened(opened);
        };
    }

    private String reached(GateReached reached) {
        List<String> needs = new ArrayList<>();
        if (reached.approvalsRequired() > 0) {
            needs.add(Spoken.count(reached.approvalsRequired(), "approval"));
        }
        if (reached.soakUntil().isAfter(occasion.time())) {
            needs.add("its clock, which ends at " + reached.soakUntil());
        }
        String gate = "It stands before gate " + reached.gate().wireName();
        return needs.isEmpty() ? gate + "." : gate + ", which needs " + String.join(" and ", needs) + ".";
    }

    private String opened(GateOpened opened) {
        Duration waited = before instanceof InMotion moving && moving.at() instanceof AtGate(var gate)
                ? Duration.between(gate.reachedAt(), occasion.time())
                : Duration.ZERO;
        return "Gate " + opened.gate().wireName() + " opens"
                + (waited.isZero() ? "." : ", " + Spoken.of(waited) + " after it was reached.");
    }
}
