package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The frozen plan, and how much of it lies behind.
 *
 * @param lastEnd when what came last has ended: planning, entering a stage, or a step; where the next clock starts
 */
public record Course(Plan plan, Gates gates, Set<Stage> entered, Set<Stage> completed, Steps steps, Instant lastEnd) {
    public Course {
        entered = Set.copyOf(entered);
        completed = Set.copyOf(completed);
    }

    static Course of(Plan plan, Instant frozenAt) {
        return new Course(plan, Gates.NONE_YET, Set.of(), Set.of(), Steps.NONE, frozenAt);
    }

    /** The first stage that is not complete; none when all are. */
    public Optional<PlannedStage> current() {
        return plan.stages().stream()
                .filter(planned -> !completed.contains(planned.stage()))
                .findFirst();
    }

    /** The last stage that was entered or has left something, apart from {@code without}; none if there is no other. */
    public Optional<PlannedStage> newest(Set<Stage> without) {
        return plan.stages().stream()
                .filter(planned -> !without.contains(planned.stage()))
                .filter(planned -> entered.contains(planned.stage()) || hasTouched(planned))
                .reduce((earlier, later) -> later);
    }

    private boolean hasTouched(PlannedStage planned) {
        return planned.steps().stream().map(Step::id).anyMatch(steps.touched()::contains);
    }

    /** The steps whose effect is committed. */
    public Set<StepId> done() {
        return steps.done();
    }

    /** The steps whose receipts the target must have, in the plan's order. */
    public List<StepId> proven() {
        return plannedOf(steps.proven()).map(Step::id).toList();
    }

    /** What the plan has of {@code ids}, in its order. */
    public Stream<Step> plannedOf(Collection<StepId> ids) {
        return plan.stages().stream().flatMap(PlannedStage::all).filter(step -> ids.contains(step.id()));
    }

    /**
     * Those of {@code proven} that the log knows nothing of: of the stages, in their order. What was taken back since counts
     * for nothing, and what was ever requested is reported by itself.
     */
    public List<StepId> unlearned(Collection<StepId> proven) {
        Set<StepId> takenBack = undo().filter(
                        undo -> proven.contains(undo.step().id()))
                .map(UndoStep::undoes)
                .collect(Collectors.toSet());
        return plan.stages().stream()
                .flatMap(planned -> planned.steps().stream())
                .map(Step::id)
                .filter(proven::contains)
                .filter(step -> !takenBack.contains(step) && !steps.wasRequested(step))
                .toList();
    }

    /** Whether the step takes another one back. */
    public boolean takesBack(StepId step) {
        return undo().anyMatch(undo -> undo.step().id().equals(step));
    }

    /** The steps that take back what may have taken effect. */
    public List<Step> wayBack() {
        return undo().filter(undo -> steps.touched().contains(undo.undoes()))
                .map(UndoStep::step)
                .toList();
    }

    private Stream<UndoStep> undo() {
        return plan.stages().stream().flatMap(planned -> planned.undo().stream());
    }

    /** The furthest phase that the stages so far call for. */
    public Phase phaseDue() {
        Stream<Phase> onEntry = entered.stream().map(StageRules::of).flatMap(rules -> rules.phaseOnEntry().stream());
        Stream<Phase> onCompletion =
                completed.stream().map(StageRules::of).flatMap(rules -> rules.phaseOnCompletion().stream());
        return Stream.concat(onEntry, onCompletion).max(Phase::compareTo).orElse(Phase.OLD);
    }

    /** Can everything so far be taken back completely? */
    public boolean reversible() {
        return reversible(steps.touched());
    }

    boolean reversible(Set<StepId> touched) {
        return plan.stages().stream()
                .filter(planned -> entered.contains(planned.stage()) || hasTouched(planned))
                .map(planned -> StageRules.of(planned.stage()))
                .allMatch(rules -> rules.reversible(plan, touched));
    }

    Course with(Gates newGates) {
        return new Course(plan, newGates, entered, completed, steps, lastEnd);
    }

    Course entered(Stage stage, Instant time) {
        return new Course(plan, gates, with(entered, stage), completed, steps, time);
    }

    Course completed(Stage stage) {
        return new Course(plan, gates, entered, with(completed, stage), steps, lastEnd);
    }

    Course with(Steps newSteps) {
        return new Course(plan, gates, entered, completed, newSteps, lastEnd);
    }

    Course ending(Steps newSteps, Instant time) {
        return new Course(plan, gates, entered, completed, newSteps, time);
    }

    private static <T> Set<T> with(Set<T> set, T element) {
        Set<T> more = new HashSet<>(set);
        more.add(element);
        return more;
    }
}
