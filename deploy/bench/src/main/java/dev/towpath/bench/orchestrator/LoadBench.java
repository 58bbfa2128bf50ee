package dev.towpath.bench.orchestrator;

import dev.towpath.standalone.part.Http;
import dev.towpath.standalone.part.OrchestratorProgram;
import dev.towpath.standalone.process.Supervisor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Rollouts to their end, ten times as many on the same databases, and a start with the history that they left. */
final class LoadBench {
    /** PostgreSQL's pages, in the store as a whole. */
    private static final String STORE_BYTES = "SELECT pg_database_size('towpath')";

    /** Of it what the relay has sent, or will: thrown away a week later. */
    private static final String OUTBOX_BYTES = "SELECT pg_total_relation_size('outbox')";

    /** None before the start, two while everything is projected again. */
    private static final String CHECKPOINTS = "SELECT count(*) FROM overview_checkpoint";

    private static final Duration MOST_REBUILDING = Duration.ofMinutes(10);

    private static final String EVENTS = "SELECT count(*) FROM event";

    private LoadBench() {}

    static void run(Size size) throws Exception {
        Page.heading("Load: rollouts on " + size.databases() + " databases, one open on each");
        Page.columns(
                "rollouts",
                "seconds",
                "rollouts/s",
                "events/s",
                "p50 ms",
                "p99 ms",
                "CPU ms a rollout",
                "Kafka CPU ms a rollout",
                "store bytes a rollout",
                "of it outbox",
                "RSS MiB",
                "heap MiB");
        try (Machine machine = new Machine()) {
            SampleTarget target = SampleTarget.on(machine);
            OrchestratorProgram orchestrator = machine.orchestrator(1);
            try (Supervisor running = machine.start(orchestrator);
                    RolloutRun rollouts = new RolloutRun(machine, target, orchestrator, size.databases())) {
                var warm = rollouts.rollouts(size.databases());
                Page.progress("warmed up by " + warm.length + " steps");
                load(machine, orchestrator, rollouts, size.rollouts());
                load(machine, orchestrator, rollouts, size.rollouts() * 10);
                while (machine.number(EVENTS) < size.events()) {
                    var more = rollouts.rollouts(size.databases());
                    Page.progress("more history: " + more.length + " steps");
                }
            }
            start(machine, orchestrator);
        }
    }

    private static void load(Machine machine, OrchestratorProgram orchestrator, RolloutRun rollouts, int count)
            throws Exception {
        ProcessFigures process = machine.figures(orchestrator.name());
        double cpu = process.cpuSeconds();
        double kafka = machine.kafkaFigures().cpuSeconds();
        long events = machine.number(EVENTS);
        long bytes = machine.number(STORE_BYTES);
        long outbox = machine.number(OUTBOX_BYTES);
        long start = System.nanoTime();
        double[] latencies = rollouts.rollouts(count);
        double seconds = (System.nanoTime() - start) / 1e9;
        Page.line(
                "| %d | %.1f | %.1f | %.0f | %s | %.1f | %.1f | %d | %d | %.0f | %.0f |",
                count,
                seconds,
                count / seconds,
                (machine.number(EVENTS) - events) / seconds,
                Echo.text(latencies),
                (process.cpuSeconds() - cpu) * 1000 / count,
                (machine.kafkaFigures().cpuSeconds() - kafka) * 1000 / count,
                (machine.number(STORE_BYTES) - bytes) / count,
                (machine.number(OUTBOX_BYTES) - outbox) / count,
                process.residentMb(),
                heapMb(orchestrator));
    }

    private static void start(Machine machine, OrchestratorProgram orchestrator) throws Exception {
        long start = System.nanoTime();
        try (Supervisor again = machine.start(orchestrator)) {
            double kept = (System.nanoTime() - start) / 1e9;
            Page.line("");
            Page.line("Start with %d events: ready after %.1f s.", machine.number(EVENTS), kept);
        }
        machine.execute("DELETE FROM overview_checkpoint");
        start = System.nanoTime();
        try (Supervisor anew = machine.start(orchestrator)) {
            while (machine.number(CHECKPOINTS) != 1 && System.nanoTime() - start < MOST_REBUILDING.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            Page.line(
                    "Read models that were thrown away: %s %.1f s after the start.",
                    machine.number(CHECKPOINTS) == 1 ? "complete" : "not complete", (System.nanoTime() - start) / 1e9);
        }
    }

    /** What the JVM says of its heap in use, garbage included. */
    static double heapMb(OrchestratorProgram orchestrator) throws Exception {
        return Http.send(Http.request(Http.local(orchestrator.port(), "/q/metrics"))
                                .build())
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / 1024
                / 1024;
    }
}
