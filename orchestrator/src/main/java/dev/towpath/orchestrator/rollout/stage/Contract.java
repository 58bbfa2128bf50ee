package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.services.Need;
import dev.towpath.orchestrator.rollout.services.Need.Acknowledged;
import java.util.Optional;
import java.util.Set;

/**
 * Hides the old shape, keeps it, drops it. Services are told {@code new_only} before the hide, never with it, and each of
 * its steps is sent only while nobody needs the old shape. The drop has a gate of its own, whose clock is the longer of
 * its soak and {@code keep_for}, from the end of the hide. Undo is complete until the plan's point of no return is sent.
 */
record Contract() implements StageRules {
    @Override
    public Stage stage() {
        return Stage.CONTRACT;
    }

    @Override
    public Clock clock(GatePoint gate, RolloutSpec spec) {
        Clock soak = Clock.soak(spec.gate(gate).soak());
        return gate == GatePoint.DROP ? soak.orIfLonger(new Clock("keep_for", spec.keepFor())) : soak;
    }

    @Override
    public Optional<Phase> phaseOnEntry() {
        return Optional.of(Phase.NEW_ONLY);
    }

    @Override
    public boolean leavesOnlyTheDrop(GatePoint gate) {
        return gate == GatePoint.DROP;
    }

    @Override
    public boolean reversible(Plan plan, Set<StepId> touched) {
        return !touched.contains(plan.pointOfNoReturn());
    }

    /** Before the contract every live instance must read the new shape; before the drop, never mention the old one. */
    @Override
    public Need needAt(GatePoint gate) {
        return new Need.OldShapeUnused(gate == GatePoint.DROP ? Phase.NEW_ONLY : Phase.READ_NEW);
    }

    /** Somebody may have started an old instance since the gate opened. */
    @Override
    public Need needOfStep() {
        return new Need.OldShapeUnused(Phase.NEW_ONLY);
    }

    /** The old shape comes back under services that don't look at it. */
    @Override
    public Phase undoneUnder() {
        return Phase.NEW_ONLY;
    }

    @Override
    public Phase leaves() {
        return Phase.READ_NEW;
    }

    @Override
    public Need needOfUndo(Acknowledged told, boolean everTold) {
        return new Need.Nothing();
    }
}
