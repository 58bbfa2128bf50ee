package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.property.Simpler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A rollout file and its plan. Any stage may be empty, apart from the drop at the end.
 *
 * @param keepFor in seconds
 * @param served whether services follow it
 * @param behind whether it follows {@link RenameFile#PARENT}
 * @param stages of each stage, how many undo steps each of its steps has
 */
record Setup(
        Map<GatePoint, GateSpec> gates, int keepFor, boolean served, boolean behind, Map<Stage, List<Integer>> stages) {
    /** No condition, and a plan that only drops. */
    static final Setup PLAIN = new Setup(Map.of(), 0, false, false, Map.of());

    /** Short enough for approvals to grow too old within a scenario. */
    private static final Duration EXPIRE = Duration.ofMinutes(5);

    static final StepId DROP = new StepId("contract.9.drop");

    static Setup random(Random random) {
        Setup setup = PLAIN.keptFor(random.nextInt(600));
        for (GatePoint point : GatePoint.values()) {
            if (random.nextInt(3) == 0) {
                setup = setup.gate(point, random.nextInt(3), random.nextInt(300));
            }
        }
        for (Stage stage : Stage.values()) {
            setup = setup.stage(
                    stage,
                    IntStream.range(0, random.nextInt(3))
                            .map(step -> random.nextInt(3))
                            .boxed()
                            .toArray(Integer[]::new));
        }
        setup = random.nextInt(3) > 0 ? setup.servedByAll() : setup;
        return random.nextInt(10) == 0 ? setup.behindParent() : setup;
    }

    Setup gate(GatePoint point, int approvals, int soakSeconds) {
        return new Setup(
                with(gates, point, new GateSpec(approvals, EXPIRE, Duration.ofSeconds(soakSeconds), List.of())),
                keepFor,
                served,
                behind,
                stages);
    }

    Setup keptFor(int seconds) {
        return new Setup(gates, seconds, served, behind, stages);
    }

    Setup servedByAll() {
        return new Setup(gates, keepFor, true, behind, stages);
    }

    Setup behindParent() {
        return new Setup(gates, keepFor, served, true, stages);
    }

    Setup stage(Stage stage, Integer... undoSteps) {
        return new Setup(gates, keepFor, served, behind, with(stages, stage, Arrays.asList(undoSteps)));
    }

    RolloutSpec spec() {
        return RenameFile.with(
                gates,
                Duration.ofSeconds(keepFor),
                served ? RenameFile.SERVICES : Map.of(),
                behind ? RenameFile.lineage(RenameFile.PARENT.revision()) : Lineage.ROOT);
    }

    Plan plan() {
        return RenamePlan.withStages(
                RenamePlan.HASH,
                DROP,
                Arrays.stream(Stage.values()).map(this::planned).toArray(PlannedStage[]::new));
    }

    private PlannedStage planned(Stage stage) {
        List<Step> steps = new ArrayList<>();
        List<UndoStep> undo = new ArrayList<>();
        for (int undoSteps : stages.getOrDefault(stage, List.of())) {
            StepId id = new StepId(stage.wireName() + "." + (steps.size() + 1) + ".something");
            steps.add(
                    stage == Stage.CUTOVER && undoSteps == 0
                            ? RenamePlan.verify(id)
                            : RenamePlan.ddl(id, "SELECT " + steps.size()));
            for (int i = undoSteps; i > 0; i--) {
                undo.addFirst(RenamePlan.undo(id, new StepId(id + "-" + i + "-undo")));
            }
        }
        if (stage == Stage.CONTRACT) {
            steps.add(RenamePlan.ddl(DROP, GatePoint.DROP, "SELECT 9"));
        }
        return new PlannedStage(stage, steps, undo);
    }

    Stream<Setup> simpler() {
        Stream<Setup> less = Stream.concat(
                Stream.concat(
                        served ? Stream.of(new Setup(gates, keepFor, false, behind, stages)) : Stream.empty(),
                        behind ? Stream.of(new Setup(gates, keepFor, served, false, stages)) : Stream.empty()),
                Simpler.numbers(keepFor).map(this::keptFor));
        return Stream.of(
                        less,
                        gates.keySet().stream()
                                .map(point -> new Setup(without(gates, point), keepFor, served, behind, stages)),
                        gates.keySet().stream().flatMap(this::easierGate),
                        stages.keySet().stream().flatMap(this::smallerStage))
                .flatMap(candidates -> candidates);
    }

    private Stream<Setup> easierGate(GatePoint point) {
        GateSpec gate = spec().gate(point);
        int approvals = gate.approvals();
        int soak = (int) gate.soak().toSeconds();
        return Stream.concat(
                Simpler.numbers(approvals).map(fewer -> gate(point, fewer, soak)),
                Simpler.numbers(soak).map(shorter -> gate(point, approvals, shorter)));
    }

    private Stream<Setup> smallerStage(Stage stage) {
        List<Integer> undo = stages.getOrDefault(stage, List.of());
        Stream<List<Integer>> smaller = Stream.concat(Simpler.shorter(undo), Simpler.elements(undo, Simpler::numbers));
        return smaller.map(steps -> stage(stage, steps.toArray(Integer[]::new)));
    }

    String code() {
        StringBuilder code = new StringBuilder("Setup.PLAIN");
        gates.forEach((point, gate) -> code.append(".gate(GatePoint.%s, %d, %d)"
                .formatted(point, gate.approvals(), gate.soak().toSeconds())));
        stages.forEach((stage, undo) -> code.append(".stage(Stage.%s%s)"
                .formatted(stage, undo.stream().map(steps -> ", " + steps).collect(Collectors.joining()))));
        return code
                + (keepFor == 0 ? "" : ".keptFor(" + keepFor + ")")
                + (served ? ".servedByAll()" : "")
                + (behind ? ".behindParent()" : "");
    }

    /** In the order of the stages, and without those that are empty. */
    private static <K extends Comparable<K>, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> more = new TreeMap<>(map);
        more.put(key, value);
        more.values().removeIf(List.of()::equals);
        return more;
    }

    private static <K extends Comparable<K>, V> Map<K, V> without(Map<K, V> map, K key) {
        Map<K, V> less = new TreeMap<>(map);
        less.remove(key);
        return less;
    }
}
