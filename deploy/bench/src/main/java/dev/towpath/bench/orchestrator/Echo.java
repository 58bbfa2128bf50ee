package dev.towpath.bench.orchestrator;

import dev.towpath.bench.Measured;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The other end of a program that answers each record on one topic by one on another: sends, and takes the time. */
final class Echo implements AutoCloseable {
    /** As long as an outcome on the wire, headers included. */
    private static final byte[] VALUE = "x".repeat(600).getBytes(StandardCharsets.UTF_8);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String to;
    private final KafkaConsumer<byte[], byte[]> answers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Long> sentAt = new HashMap<>();
    private int flows;

    Echo(Machine machine, String to, String from) {
        this.to = to;
        answers = KafkaEnds.consumer(machine.bootstrap(), List.of(from), true);
        producer = KafkaEnds.producer(machine.bootstrap());
    }

    /**
     * Runs {@code count} flows of so many steps to their end, {@code open} of them at a time; each answer causes the flow's
     * next record. Returns milliseconds from record to answer.
     */
    double[] flows(int count, int steps, int open) {
        double[] took = new double[count * steps];
        int started = 0;
        for (; started < Math.min(count, open); started++) {
            send(++flows, 1);
        }
        for (int done = 0; done < took.length; ) {
            var records = answers.poll(PATIENCE);
            if (records.isEmpty()) {
                throw new IllegalStateException("no answer for " + PATIENCE.toSeconds() + " s on " + to);
            }
            long now = System.nanoTime();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                Long sent = sentAt.remove(key);
                if (sent == null) {
                    continue; // delivered twice
                }
                took[done++] = (now - sent) / 1e6;
                int step = Integer.parseInt(key.substring(key.indexOf('/') + 1));
                if (step < steps) {
                    send(Integer.parseInt(key.substring(0, key.indexOf('/'))), step + 1);
                } else if (started < count) {
                    started++;
                    send(++flows, 1);
                }
            }
        }
        return took;
    }

    private void send(int flow, int step) {
        String key = flow + "/" + step;
        sentAt.put(key, System.nanoTime());
        var unused = producer.send(new ProducerRecord<>(to, key.getBytes(StandardCharsets.UTF_8), VALUE));
    }

    /** Median and 99th percentile, to be read by people. */
    static String text(double[] millis) {
        return String.format(
                java.util.Locale.ROOT,
                "%.2f | %.2f",
                Measured.percentile(millis, 0.5),
                Measured.percentile(millis, 0.99));
    }

    @Override
    public void close() {
        answers.close();
        producer.close();
    }
}
