package dev.towpath.orchestrator.api;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.codec.WireRecord;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.BackfillProgress;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.StepSucceeded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays the agent of one database on real Kafka: reads its commands and sends what a test has it report. */
final class PretendAgent implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MessageCodec codec = new MessageCodec();
    private final DatabaseId database;
    private final KafkaConsumer<String, byte[]> commands;
    private final KafkaProducer<String, byte[]> reports;
    private final List<AgentCommand> heard = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();

    PretendAgent(String bootstrap, String database) {
        this.database = new DatabaseId(database);
        commands = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
        reports = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
        List<TopicPartition> partition = List.of(new TopicPartition(Topics.agentCommands(this.database), 0));
        commands.assign(partition);
        commands.seekToBeginning(partition);
    }

    /** The first command of that kind, not taken before, for which {@code fits} holds. */
    <C extends AgentCommand> C takes(Class<C> kind, Predicate<C> fits) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            for (AgentCommand command : heard) {
                if (kind.isInstance(command) && fits.test(kind.cast(command))) {
                    heard.remove(command);
                    return kind.cast(command);
                }
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("no " + kind.getSimpleName() + " came; heard " + heard);
            }
            commands.poll(Duration.ofMillis(200)).forEach(record -> heard.add(read(record)));
        }
    }

    /** Is asked for a plan, and makes the {@link SamplePlan}. */
    void plans(RolloutId id) {
        takes(PlanRollout.class, command -> command.rolloutId().equals(id));
        reports(id.toString(), new PlanDrafted(id, SamplePlan.PLAN));
    }

    /** Is told to execute the step, and does. */
    void succeeds(RolloutId id, StepId step) {
        ExecuteStep command = takes(
                ExecuteStep.class,
                told -> told.rolloutId().equals(id) && told.stepId().equals(step));
        succeeds(command);
    }

    /** Does what it was told. */
    void succeeds(ExecuteStep told) {
        Duration duration = Duration.ofMillis(5);
        reports(
                told.rolloutId().toString(),
                new StepSucceeded(
                        told.rolloutId(), told.stepId(), told.attempt(), false, 1, Duration.ZERO, duration, 0, ""));
    }

    void reports(String subject, Outcome outcome) {
        long sequence = sequences.merge(subject, 1L, Long::sum);
        send(Topics.agentOutcomes(database), subject, sequence, outcome);
    }

    /** A word of life, and whose sessions the database shows. */
    void announces(List<String> sessions) {
        reports(database.toString(), new AgentAnnounced(database, "agent-1", "1", 1, "18.0", "4711", false, sessions));
    }

    void shows(BackfillProgress progress) {
        send(Topics.agentProgress(database), progress.rolloutId().toString(), 0, progress);
    }

    @Override
    public void close() {
        commands.close();
        reports.close();
    }

    private void send(String topic, String subject, long sequence, Message message) {
        MessageId id = new MessageId("/agent/" + database, UUID.randomUUID().toString());
        WireRecord wire = codec.encode(new Envelope<>(id, Instant.now(), subject, 0, sequence, "", message));
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, subject, wire.value());
        wire.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        reports.send(record);
        reports.flush();
    }

    private AgentCommand read(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        try {
            return (AgentCommand) codec.decode(headers, record.value()).data();
        } catch (UnreadableMessage unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
