package dev.towpath.bench.orchestrator;

import dev.towpath.bench.Measured;
import dev.towpath.standalone.part.OrchestratorProgram;
import java.util.ArrayList;
import java.util.List;

/** G7: outcome in, next command out, one rollout at a time, beside a Kafka echo that commits one row. */
final class StepBench {
    /** The first round is that much longer, and is not counted: both processes are to be as they are after an hour. */
    private static final int WARMING = 5;

    private StepBench() {}

    static void run(Size size) throws Exception {
        Page.heading("G7: outcome in, next agent command out, one at a time");
        Page.columns("round", "p50 ms", "p99 ms", "floor p50 ms", "floor p99 ms", "p50 : floor", "p99 : floor");
        try (Machine machine = new Machine()) {
            SampleTarget target = SampleTarget.on(machine);
            machine.execute(
                    "CREATE TABLE bench_floor (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, value bytea);"
                            + " ALTER TABLE bench_floor OWNER TO towpath");
            KafkaEnds.makeTopics(machine.bootstrap(), FloorMain.IN, FloorMain.OUT);
            OrchestratorProgram orchestrator = machine.orchestrator(1);
            try (var running = machine.start(orchestrator);
                    var floor = machine.start(new JavaProgram("floor", FloorMain.class, machine));
                    RolloutRun rollouts = new RolloutRun(machine, target, orchestrator, 1);
                    Echo echo = new Echo(machine, FloorMain.IN, FloorMain.OUT)) {
                rounds(size, rollouts, echo);
            }
        }
    }

    private static void rounds(Size size, RolloutRun rollouts, Echo echo) throws Exception {
        List<Double> middles = new ArrayList<>();
        List<Double> tails = new ArrayList<>();
        for (int round = 0; round <= size.rounds(); round++) {
            boolean floorFirst = round % 2 == 0;
            int count = round == 0 ? WARMING * size.echoes() : size.echoes();
            double[] floor = floorFirst ? echo.flows(count, 10, 1) : new double[0];
            double[] steps = rollouts.rollouts(count);
            floor = floorFirst ? floor : echo.flows(count, 10, 1);
            if (round > 0) {
                double middle = Measured.percentile(steps, 0.5) / Measured.percentile(floor, 0.5);
                double tail = Measured.percentile(steps, 0.99) / Measured.percentile(floor, 0.99);
                middles.add(middle);
                tails.add(tail);
                Page.line("| %d | %s | %s | %.2f | %.2f |", round, Echo.text(steps), Echo.text(floor), middle, tail);
            }
        }
        Page.line("| **median** | | | | | **%.2f** | **%.2f** |", Measured.median(middles), Measured.median(tails));
    }
}
