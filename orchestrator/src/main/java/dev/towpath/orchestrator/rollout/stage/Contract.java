package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.RolloutSpec;
import java.util.Optional;
import java.util.Set;

/**
 * Hides the old shape, keeps it, drops it. Services are told {@code new_only} before the hide, never with it. The drop
 * has a gate of its own, whose clock is the longer of its soak and {@code keep_for}, from the end of the hide. Undo is
 * complete until the plan's point of no return.
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
    public boolean reversible(Plan plan, Set<StepId> done) {
        return !done.contains(plan.pointOfNoReturn());
    }
}
