package dev.towpath.orchestrator.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginalRecordTest {
    @Test
    void a_dead_letter_keeps_key_headers_and_bytes() {
        byte[] key = {1, (byte) 0xff};
        byte[] value = new byte[2 * 1024 * 1024];
        OutboxMessage letter =
                record(key, List.of(Header.of("theirs", "x")), value).asDeadLetter("dead", "unreadable");

        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.headers())
                .extracting(Header::name)
                .containsExactly(
                        "theirs",
                        "towpath-dead-reason",
                        "towpath-dead-topic",
                        "towpath-dead-partition",
                        "towpath-dead-offset");
    }

    @Test
    void what_no_topic_would_take_is_cut_and_says_how_long_it_was() {
        OutboxMessage letter = record(new byte[0], List.of(Header.of("theirs", "x")), new byte[9_000_000])
                .asDeadLetter("dead", "unreadable");

        assertThat(letter.value()).hasSize(1024 * 1024);
        assertThat(letter.headers()).extracting(Header::name).contains("theirs", "towpath-dead-bytes");
        assertThat(letter.headers().getLast().value()).asString().isEqualTo("9000000");
    }

    @Test
    void large_keys_and_headers_are_cut_as_well() {
        byte[] large = new byte[4_000_000];
        OutboxMessage letter =
                record(large, List.of(new Header("theirs", large)), new byte[0]).asDeadLetter("dead", "unreadable");

        assertThat(letter.key()).hasSize(1024 * 1024);
        assertThat(letter.value()).isEmpty();
        assertThat(letter.headers()).extracting(Header::name).doesNotContain("theirs");
    }

    private static OriginalRecord record(byte[] key, List<Header> headers, byte[] value) {
        return new OriginalRecord("towpath.commands", 0, 7, key, headers, value);
    }
}
