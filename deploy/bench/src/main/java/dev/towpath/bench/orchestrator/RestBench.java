package dev.towpath.bench.orchestrator;

import static java.util.Objects.requireNonNull;

import dev.towpath.standalone.part.OrchestratorProgram;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;

/** What one more database costs that nothing happens to, and how long partitions take to change hands. */
final class RestBench {
    private static final String GROUP = "towpath-orchestrator-outcomes";
    private static final int IDLE_SECONDS = 20;

    private RestBench() {}

    static void run(Size size) throws Exception {
        Page.heading("Databases with an agent that only says that it lives");
        Page.columns(
                "databases",
                "partitions",
                "idle CPU %",
                "RSS MiB",
                "heap MiB",
                "Kafka CPU %",
                "Kafka RSS MiB",
                "join s",
                "leave s");
        for (int databases : new int[] {size.databases(), 4 * size.databases()}) {
            try (Machine machine = new Machine();
                    Admin admin = Admin.create(Map.of("bootstrap.servers", machine.bootstrap()))) {
                OrchestratorProgram orchestrator = machine.orchestrator(1);
                SampleTarget target = SampleTarget.on(machine);
                try (var running = machine.start(orchestrator);
                        var agents = new RolloutRun(machine, target, orchestrator, databases)) {
                    stable(admin, 1, databases);
                    TimeUnit.SECONDS.sleep(size.warmingSeconds());
                    measure(machine, admin, orchestrator, databases);
                }
            }
        }
    }

    private static void measure(Machine machine, Admin admin, OrchestratorProgram orchestrator, int databases)
            throws Exception {
        ProcessFigures process = machine.figures(orchestrator.name());
        double cpu = process.cpuSeconds();
        double kafka = machine.kafkaFigures().cpuSeconds();
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        double spent = (process.cpuSeconds() - cpu) / IDLE_SECONDS;
        double kafkas = (machine.kafkaFigures().cpuSeconds() - kafka) / IDLE_SECONDS;
        double rss = process.residentMb();
        double heap = LoadBench.heapMb(orchestrator);
        int partitions = admin.listTopics().names().get().size();
        double join;
        long left;
        try (var second = machine.start(machine.orchestrator(2))) {
            join = stable(admin, 2, databases);
            left = System.nanoTime();
        }
        var again = stable(admin, 1, databases);
        Page.line(
                "| %d | %d | %.1f | %.0f | %.0f | %.1f | %.0f | %.1f | %.1f |",
                databases,
                partitions,
                spent * 100,
                rss,
                heap,
                kafkas * 100,
                machine.kafkaFigures().residentMb(),
                join,
                (System.nanoTime() - left) / 1e9);
        Page.progress("settled after " + again + " s");
    }

    /** Seconds until so many orchestrators share all of the databases' outcomes. */
    private static double stable(Admin admin, int members, int databases) throws Exception {
        long start = System.nanoTime();
        while (!shared(admin, members, databases)) {
            if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(3)) {
                throw new IllegalStateException("the outcomes have no owners after 3 minutes");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static boolean shared(Admin admin, int members, int databases) throws Exception {
        ConsumerGroupDescription group = requireNonNull(admin.describeConsumerGroups(List.of(GROUP))
                        .describedGroups()
                        .get(GROUP))
                .get();
        int owned = group.members().stream()
                .mapToInt(member -> member.assignment().topicPartitions().size())
                .sum();
        return group.groupState() == GroupState.STABLE && group.members().size() == members && owned == databases;
    }
}
