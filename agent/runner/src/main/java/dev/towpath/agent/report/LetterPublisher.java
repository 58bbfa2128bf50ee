package dev.towpath.agent.report;

import dev.towpath.agent.ledger.Letters;
import dev.towpath.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends the ledger's dead letters to {@code towpath.dead-letters}, one by one; each is removed when Kafka has it. A crash
 * in between sends it again, the same bytes: whoever reads drops it by the place where the message lay.
 */
public final class LetterPublisher implements Runnable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Letters letters;
    private final KafkaSender sender;
    private final CountDownLatch never = new CountDownLatch(1);

    public LetterPublisher(Letters letters, KafkaSender sender) {
        this.letters = letters;
        this.sender = sender;
    }

    @Override
    public void run() {
        try {
            while (true) {
                List<Letters.Pending> waiting = letters.pending();
                for (Letters.Pending letter : waiting) {
                    sender.deliver(record(letter));
                    letters.remove(letter);
                }
                if (waiting.isEmpty()) {
                    never.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Letters.Pending pending) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.DEAD_LETTERS,
                null,
                pending.letter().key(),
                pending.letter().value());
        pending.letter().headers().forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }
}
