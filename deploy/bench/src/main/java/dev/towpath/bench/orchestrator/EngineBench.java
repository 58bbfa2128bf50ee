package dev.towpath.bench.orchestrator;

import dev.towpath.bench.Measured;
import dev.towpath.standalone.part.OrchestratorProgram;
import java.util.ArrayList;
import java.util.List;

/** As many flows of as many steps, as many of them open at once, through the orchestrator and through db-scheduler. */
final class EngineBench {
    private EngineBench() {}

    static void run(Size size) throws Exception {
        Page.heading("Beside db-scheduler: " + size.rollouts() + " flows, " + size.databases() + " open at once");
        Page.columns("round", "engine", "steps/s", "p50 ms", "p99 ms", "CPU ms a step");
        try (Machine machine = new Machine()) {
            SampleTarget target = SampleTarget.on(machine);
            machine.execute(EngineMain.TABLE);
            KafkaEnds.makeTopics(machine.bootstrap(), EngineMain.IN, EngineMain.OUT);
            OrchestratorProgram orchestrator = machine.orchestrator(1);
            JavaProgram engine = new JavaProgram("db-scheduler", EngineMain.class, machine);
            try (var running = machine.start(orchestrator);
                    var other = machine.start(engine);
                    RolloutRun rollouts = new RolloutRun(machine, target, orchestrator, size.databases());
                    Echo echo = new Echo(machine, EngineMain.IN, EngineMain.OUT)) {
                int steps = rollouts.rollouts(size.databases()).length / size.databases(); // warms up, too
                var warm = echo.flows(size.databases(), steps, size.databases());
                Page.progress("warmed up by " + warm.length + " steps");
                List<Double> ratios = new ArrayList<>();
                for (int round = 1; round <= size.rounds(); round++) {
                    boolean engineFirst = round % 2 == 0;
                    double before = engineFirst ? engine(machine, engine, round, echo, size, steps) : 0;
                    double towpath = towpath(machine, orchestrator, round, rollouts, size);
                    double other1 = engineFirst ? before : engine(machine, engine, round, echo, size, steps);
                    ratios.add(towpath / other1);
                }
                Page.line("| **median** | towpath : db-scheduler | **%.2f** | | | |", Measured.median(ratios));
            }
        }
    }

    private static double engine(Machine machine, JavaProgram engine, int round, Echo echo, Size size, int steps)
            throws Exception {
        return timed(machine, engine.name(), round, () -> echo.flows(size.rollouts(), steps, size.databases()));
    }

    private static double towpath(
            Machine machine, OrchestratorProgram orchestrator, int round, RolloutRun rollouts, Size size)
            throws Exception {
        return timed(machine, orchestrator.name(), round, () -> rollouts.rollouts(size.rollouts()));
    }

    /** A run that gives the latency of each of its steps. */
    private interface Run {
        double[] latencies() throws Exception;
    }

    /** Steps a second. */
    private static double timed(Machine machine, String program, int round, Run run) throws Exception {
        double cpu = machine.figures(program).cpuSeconds();
        long start = System.nanoTime();
        double[] latencies = run.latencies();
        double rate = latencies.length / ((System.nanoTime() - start) / 1e9);
        double spent = (machine.figures(program).cpuSeconds() - cpu) * 1000 / latencies.length;
        Page.line("| %d | %s | %.0f | %s | %.2f |", round, program, rate, Echo.text(latencies), spent);
        return rate;
    }
}
