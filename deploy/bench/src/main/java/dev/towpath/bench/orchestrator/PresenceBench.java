package dev.towpath.bench.orchestrator;

import dev.towpath.agent.report.KafkaSender;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.presence.InstancePresent;
import dev.towpath.standalone.part.OrchestratorProgram;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;

/** What one more instance of a service costs: each says that it lives, twice, as fast as that is taken in. */
final class PresenceBench {
    private static final String READ =
            "SELECT coalesce(max(next_offset), 0) FROM consumed WHERE topic = '" + Topics.PRESENCE + "'";
    private static final String BYTES = "SELECT pg_total_relation_size('service_instance')";

    private final Machine machine;
    private final OrchestratorProgram orchestrator;
    private final MessageCodec codec = new MessageCodec();
    private final List<DatabaseId> databases;
    private long sent;

    private PresenceBench(Machine machine, OrchestratorProgram orchestrator, List<DatabaseId> databases) {
        this.machine = machine;
        this.orchestrator = orchestrator;
        this.databases = databases;
    }

    static void run(Size size) throws Exception {
        Page.heading("Presence: instances of services on " + size.databases() + " databases");
        Page.columns("instances", "messages/s", "CPU ms a message", "store bytes an instance", "RSS MiB", "heap MiB");
        try (Machine machine = new Machine()) {
            OrchestratorProgram orchestrator = machine.orchestrator(1);
            try (var running = machine.start(orchestrator)) {
                List<DatabaseId> databases = RolloutRun.ids(1, size.databases());
                RolloutRun.register(orchestrator, databases);
                PresenceBench bench = new PresenceBench(machine, orchestrator, databases);
                bench.say(Math.max(1, size.instances() / 10)); // warms up
                bench.measure(Math.max(1, size.instances() / 10));
                bench.measure(size.instances());
            }
        }
    }

    private void measure(int instances) throws Exception {
        machine.execute("TRUNCATE service_instance");
        say(instances);
        double cpu = process().cpuSeconds();
        long start = System.nanoTime();
        say(instances);
        double seconds = (System.nanoTime() - start) / 1e9;
        long kept = machine.number("SELECT count(*) FROM service_instance");
        if (kept != instances) {
            throw new IllegalStateException("of " + instances + " instances " + kept + " were heard");
        }
        double spent = process().cpuSeconds() - cpu;
        Page.line(
                "| %d | %.0f | %.2f | %d | %.0f | %.0f |",
                instances,
                instances / seconds,
                spent * 1000 / instances,
                machine.number(BYTES) / instances,
                process().residentMb(),
                LoadBench.heapMb(orchestrator));
    }

    private ProcessFigures process() {
        return machine.figures(orchestrator.name());
    }

    /** Returns when the orchestrator has taken in what each of so many instances said. */
    private void say(int instances) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = KafkaEnds.producer(machine.bootstrap())) {
            for (int i = 0; i < instances; i++) {
                InstancePresent word = new InstancePresent(
                        new ServiceName("service-" + i % 10),
                        new InstanceName("instance-" + i),
                        new ServiceVersion("1.0.0"),
                        databases.get(i % databases.size()),
                        Map.of());
                MessageId id = new MessageId("/service/" + word.service() + "/" + word.instance(), "word-" + ++sent);
                String key = word.service() + "/" + word.instance();
                var unused = producer.send(KafkaSender.record(
                        Topics.PRESENCE,
                        key,
                        codec.encode(new Envelope<>(
                                id, Instant.now(), word.database().value(), 0, 0, "", word))));
            }
        }
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (machine.number(READ) < sent) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("presence was read up to " + machine.number(READ) + " of " + sent);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
