package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.orchestrator.rollout.stage.ActorName;
import dev.towpath.orchestrator.rollout.stage.Approval;
import dev.towpath.orchestrator.rollout.stage.Skip;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The frozen plan, and how much of it lies behind.
 *
 * @param evidence of each gate that was opened
 * @param approvals of all gates, oldest first
 * @param skips of all gates, oldest first: marked for ever
 * @param reopened the gates that were opened, and are to be opened once more
 * @param lastEnd when what came last has ended: planning, entering a stage, or a step; where the next clock starts
 */
public record Course(
        Plan plan,
        Map<GatePoint, List<String>> evidence,
        List<Approval> approvals,
        List<Skip> skips,
        Set<Stage> entered,
        Set<Stage> completed,
        Steps steps,
        Set<GatePoint> reopened,
        Instant lastEnd) {
    public Course {
        evidence = Map.copyOf(evidence);
        approvals = List.copyOf(approvals);
        skips = List.copyOf(skips);
        entered = Set.copyOf(entered);
        completed = Set.copyOf(completed);
        reopened = Set.copyOf(reopened);
    }

    static Course of(Plan plan, Instant frozenAt) {
        return new Course(plan, Map.of(), List.of(), List.of(), Set.of(), Set.of(), Steps.NONE, Set.of(), frozenAt);
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

    public boolean opened(GatePoint gate) {
        return evidence.containsKey(gate);
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

    public List<Approval> approvalsOf(GatePoint gate) {
        return approvals.stream().filter(approval -> approval.gate() == gate).toList();
    }

    Course approved(Approval approval) {
        List<Approval> more = new ArrayList<>(approvals);
        more.add(approval);
        return new Course(plan, evidence, more, skips, entered, completed, steps, reopened, lastEnd);
    }

    Course skipped(Skip skip) {
        List<Skip> more = new ArrayList<>(skips);
        more.add(skip);
        return new Course(plan, evidence, approvals, more, entered, completed, steps, reopened, lastEnd);
    }

    /** Without what {@code actor} approved at {@code gate}. */
    Course withoutApproval(GatePoint gate, String actor) {
        List<Approval> others = approvals.stream()
                .filter(approval -> approval.gate() != gate || !ActorName.same(approval.actor(), actor))
                .toList();
        return new Course(plan, evidence, others, skips, entered, completed, steps, reopened, lastEnd);
    }

    Course opened(GatePoint gate, List<String> sentences) {
        Map<GatePoint, List<String>> more = new HashMap<>(evidence);
        more.put(gate, sentences);
        return new Course(plan, more, approvals, skips, entered, completed, steps, without(reopened, gate), lastEnd);
    }

    Course entered(Stage stage, Instant time) {
        return new Course(plan, evidence, approvals, skips, with(entered, stage), completed, steps, reopened, time);
    }

    Course completed(Stage stage) {
        return new Course(plan, evidence, approvals, skips, entered, with(completed, stage), steps, reopened, lastEnd);
    }

    Course with(Steps newSteps) {
        return new Course(plan, evidence, approvals, skips, entered, completed, newSteps, reopened, lastEnd);
    }

    Course ending(Steps newSteps, Instant time) {
        return new Course(plan, evidence, approvals, skips, entered, completed, newSteps, reopened, time);
    }

    private static <T> Set<T> without(Set<T> set, T element) {
        Set<T> fewer = new HashSet<>(set);
        fewer.remove(element);
        return fewer;
    }

    private static <T> Set<T> with(Set<T> set, T element) {
        Set<T> more = new HashSet<>(set);
        more.add(element);
        return more;
    }
}
