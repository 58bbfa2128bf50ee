package dev.towpath.bench.orchestrator;

import dev.towpath.agent.report.KafkaSender;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.StepSucceeded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The agents of all databases in one thin client: each command is answered at once, as if the work took no time, and each
 * agent says every 5 s that it lives. Takes the time from each outcome to the next command of its rollout.
 */
final class SimulatedAgents implements AutoCloseable {
    private static final Duration ANNOUNCEMENTS = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final List<DatabaseId> databases;
    private final MessageCodec codec = new MessageCodec();
    private final SampleTarget target;
    private final KafkaConsumer<byte[], byte[]> commands;
    private final KafkaProducer<byte[], byte[]> outcomes;
    private final Consumer<RolloutId> closed;
    private final Map<RolloutId, Long> reportedAt = new ConcurrentHashMap<>();
    private final Map<RolloutId, Long> sequences = new HashMap<>();
    private final Queue<Double> latencies = new ConcurrentLinkedQueue<>();
    private final AtomicLong announced = new AtomicLong();
    private final Thread thread;
    private volatile boolean ending;
    private volatile String failure = "";

    /** Starts them; the databases must be registered. {@code closed} is told of each rollout that has ended. */
    SimulatedAgents(Machine machine, SampleTarget target, List<DatabaseId> databases, Consumer<RolloutId> closed) {
        this.databases = List.copyOf(databases);
        this.target = target;
        this.closed = closed;
        commands = KafkaEnds.consumer(
                machine.bootstrap(),
                databases.stream().map(Topics::agentCommands).toList(),
                false);
        outcomes = KafkaEnds.producer(machine.bootstrap());
        thread = Thread.ofPlatform().daemon().name("agents").start(this::live);
    }

    /** Milliseconds from outcome to command since the last call. Throws if an agent has failed. */
    double[] latencies() {
        if (!failure.isEmpty()) {
            throw new IllegalStateException("the simulated agents failed: " + failure);
        }
        double[] all = latencies.stream().mapToDouble(Double::doubleValue).toArray();
        latencies.clear();
        return all;
    }

    private void live() {
        long next = System.nanoTime();
        try {
            while (!ending) {
                if (System.nanoTime() - next >= 0) {
                    databases.forEach(this::announce);
                    next += ANNOUNCEMENTS.toNanos();
                }
                for (ConsumerRecord<byte[], byte[]> record : commands.poll(POLL)) {
                    take(record);
                }
            }
        } catch (UnreadableMessage | RuntimeException e) {
            failure = e.toString();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws UnreadableMessage {
        long now = System.nanoTime();
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        switch (codec.decode(headers, record.value()).data()) {
            case PlanRollout plan ->
                answer(
                        plan.rolloutId(),
                        new PlanDrafted(plan.rolloutId(), target.plan(plan.rolloutId(), plan.rollout())));
            case ExecuteStep step -> {
                taken(step.rolloutId(), now);
                answer(
                        step.rolloutId(),
                        new StepSucceeded(
                                step.rolloutId(),
                                step.stepId(),
                                step.attempt(),
                                false,
                                1,
                                Duration.ZERO,
                                Duration.ofMillis(1),
                                0,
                                ""));
            }
            case CloseRollout(var rollout) -> {
                taken(rollout, now);
                sequences.remove(rollout);
                closed.accept(rollout);
            }
            default -> { // anchors, which nobody waits for
            }
        }
    }

    private void taken(RolloutId rollout, long now) {
        Long reported = reportedAt.remove(rollout);
        if (reported != null) {
            latencies.add((now - reported) / 1e6);
        }
    }

    private void answer(RolloutId rollout, Outcome outcome) {
        long sequence = sequences.merge(rollout, 1L, Long::sum);
        reportedAt.put(rollout, System.nanoTime());
        send(rollout.database(), rollout.toString(), rollout + "/" + sequence, sequence, outcome);
    }

    private void announce(DatabaseId database) {
        AgentAnnounced alive =
                new AgentAnnounced(database, "bench", "1", 1, "180004", database + "-system", false, List.of());
        send(database, database.value(), "alive-" + announced.incrementAndGet(), 0, alive);
    }

    private void send(DatabaseId database, String subject, String id, long sequence, Outcome outcome) {
        MessageId identity = new MessageId("/agent/" + database, id);
        var message = new Envelope<>(identity, Instant.now(), subject, 0, sequence, "", outcome);
        var unused = outcomes.send(KafkaSender.record(Topics.agentOutcomes(database), subject, codec.encode(message)));
    }

    @Override
    public void close() throws InterruptedException {
        ending = true;
        thread.join();
        commands.close();
        outcomes.close();
    }
}
