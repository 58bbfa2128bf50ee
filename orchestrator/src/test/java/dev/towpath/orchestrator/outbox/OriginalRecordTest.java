package dev.towpath.orchestrator.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginalRecordTest {
    private static final DeadReason REASON = DeadReason.plain("/orchestrator", "UnreadableMessage", "not JSON");

    @Test
    void a_dead_letter_keeps_key_headers_and_bytes_and_says_why_and_whence() {
        byte[] key = {1, (byte) 0xff};
        byte[] value = {2, (byte) 0xfe};
        OutboxMessage letter =
                record(key, List.of(Header.of("theirs", "x")), value).asDeadLetter(REASON);

        assertThat(letter.topic()).isEqualTo("towpath.dead-letters");
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.headers())
                .extracting(Header::name)
                .containsExactly(
                        "theirs",
                        "towpath-dead-reason",
                        "towpath-dead-rule",
                        "towpath-dead-by",
                        "towpath-dead-attempts",
                        "towpath-dead-topic",
                        "towpath-dead-partition",
                        "towpath-dead-offset",
                        "towpath-dead-timestamp");
    }

    @Test
    void what_is_emptied_still_says_where_it_lay() {
        OriginalRecord record = record(new byte[1], List.of(Header.of("theirs", "x")), new byte[1]);

        assertThat(record.emptied().next()).isEqualTo(record.next());
        assertThat(record.emptied().asDeadLetter(REASON).value()).isNull();
    }

    private static OriginalRecord record(byte[] key, List<Header> headers, byte[] value) {
        return new OriginalRecord("towpath.commands", 0, 7, Instant.EPOCH, key, headers, value);
    }
}
