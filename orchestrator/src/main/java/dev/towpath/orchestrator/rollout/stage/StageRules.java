package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.services.Need;
import dev.towpath.orchestrator.rollout.services.Need.Acknowledged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The questions that every stage answers: may it be entered, what do services see, what is sent, when is it complete,
 * can it be taken back, and how. The answers here hold for a stage that says nothing else.
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

    /** May the gate be passed? Every condition that the rollout file sets or somebody made, met or not. */
    default List<Condition> mayEnter(Gate gate, Instant now) {
        return gate.conditions(now);
    }

    /** Whether nothing of the rollout is left to do but its drop once {@code gate}, which is one of the stage, is reached. */
    default boolean leavesOnlyTheDrop(GatePoint gate) {
        return false;
    }

    /** What the services must bear before {@code gate}, which leads into or stands within this stage, is passed. */
    default Need needAt(GatePoint gate) {
        return new Need.Nothing();
    }

    /** Whether services can be taken back before {@code gate}, and everything still be as if it had not been opened. */
    default boolean reopens(GatePoint gate) {
        return false;
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

    /** What the services must bear at the moment in which one of the stage's steps is sent. */
    default Need needOfStep() {
        return new Need.Nothing();
    }

    /** What services see once the stage is complete, and the schema bears it. */
    default Optional<Phase> phaseOnCompletion() {
        return Optional.empty();
    }

    /**
     * Can what the stage has done so far be taken back completely?
     *
     * @param touched the steps that may have taken effect
     */
    default boolean reversible(Plan plan, Set<StepId> touched) {
        return true;
    }

    /** The furthest phase that the schema bears while the stage is being taken back: services are told so before. */
    Phase undoneUnder();

    /** The furthest phase that the schema bears once nothing of the stage is left. */
    default Phase leaves() {
        return undoneUnder();
    }

    /** What to send next to take the stage back: of what was touched, the first that is not; none when nothing is left. */
    default Optional<Step> nextUndo(PlannedStage planned, Set<StepId> touched, Set<StepId> done) {
        return planned.undo().stream()
                .filter(undo -> touched.contains(undo.undoes()))
                .map(UndoStep::step)
                .filter(step -> !done.contains(step.id()))
                .findFirst();
    }

    /**
     * What the services must bear at the moment in which a step is sent that takes one of this stage back.
     *
     * @param told the phase that they are told now
     * @param everTold whether that was ever another one than {@code old}
     */
    Need needOfUndo(Acknowledged told, boolean everTold);
}
