package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.spec.RolloutSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The questions that every stage answers: may it be entered, what do services see, what is sent, when is it complete,
 * can it be taken back. The answers here hold for a stage that says nothing else.
 */
public sealed interface StageRules permits Expand, DualWrite, Backfill, Cutover, Contract {
    /** The one table from stage to rules. */
    static StageRules of(Stage stage) {
        return switch (stage) {
            case EXPAND -> new Expand();
            case DUAL_WRITE -> new DualWrite();
            case BACKFILL -> new Backfill();
            case CUTOVER -> new Cutover();
            case CONTRACT -> new Contract();
        };
    }

    Stage stage();

    /** How long {@code gate}, which leads into or stands within this stage, stays closed. */
    default Clock clock(GatePoint gate, RolloutSpec spec) {
        return Clock.soak(spec.gate(gate).soak());
    }

    /** May the gate be passed? Every condition that the rollout file sets, met or not; none if it sets none. */
    default List<Condition> mayEnter(Gate gate, Instant now) {
        List<Condition> conditions = new ArrayList<>();
        if (gate.approvalsRequired() > 0) {
            conditions.add(gate.approved());
        }
        if (gate.clock().isSet()) {
            conditions.add(gate.soaked(now));
        }
        return conditions;
    }

    /** What services must see before the stage's first step is sent. */
    default Optional<Phase> phaseOnEntry() {
        return Optional.empty();
    }

    /** What to send next: the first step that is not done; when there is none, the stage is complete. */
    default Optional<Step> nextStep(PlannedStage planned, Set<StepId> done) {
        return planned.steps().stream()
                .filter(step -> !done.contains(step.id()))
                .findFirst();
    }

    /** What services see once the stage is complete, and the schema bears it. */
    default Optional<Phase> phaseOnCompletion() {
        return Optional.empty();
    }

    /** Can what the stage has done so far be taken back completely? */
    default boolean reversible(Plan plan, Set<StepId> done) {
        return true;
    }
}
