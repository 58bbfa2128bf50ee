package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StepQueued;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.event.Slot;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the database has room for one more step on the way forward. Slots go by the order of submission: a slot that is
 * free belongs to whoever waits for it and was submitted before. The way back never asks.
 */
record Room(Underway state, Asked asked) {
    /** {@code wanted}, if there is room for the step that it requests, or if it requests none; else that it waits. */
    List<RolloutEvent> grant(Step step, int attempt, List<RolloutEvent> wanted) {
        if (wanted.stream().noneMatch(StepRequested.class::isInstance)) {
            return wanted;
        }
        Slot slot = Turns.slot(step);
        List<RolloutId> first = first(slot);
        if (first.size() < asked.budget().of(slot)) {
            return wanted;
        }
        return state.at() instanceof Position.Queued
                ? List.of()
                : List.of(new StepQueued(step.id(), attempt, detail(slot, first)));
    }

    boolean isFor(Step step) {
        Slot slot = Turns.slot(step);
        return first(slot).size() < asked.budget().of(slot);
    }

    private List<RolloutId> first(Slot slot) {
        return asked.database().revisions().atOrBefore(state.opened().id(), slot).stream()
                .map(Admission::id)
                .toList();
    }

    private String detail(Slot slot, List<RolloutId> first) {
        int most = asked.budget().of(slot);
        return "No more than " + most + " " + slot.wireName() + (most == 1 ? "" : "s") + " at once on database "
                + state.opened().database() + ", and first "
                + first.stream().map(RolloutId::toString).collect(Collectors.joining(", ")) + ".";
    }
}
