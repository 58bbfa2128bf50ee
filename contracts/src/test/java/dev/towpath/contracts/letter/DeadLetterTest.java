package dev.towpath.contracts.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final DeadReason FAILED = DeadReason.handlerFailed("/orchestrator", 5, "IllegalStateException", "X");
    private static final LetterHeader THEIRS = LetterHeader.of("theirs", "x");

    @Test
    void a_dead_letter_keeps_key_headers_and_bytes_and_gives_them_back() {
        byte[] key = {1, (byte) 0xff};
        byte[] value = new byte[2 * 1024 * 1024];
        LetterHeader without = new LetterHeader("theirs", null);
        DeadLetter letter = message(key, List.of(THEIRS, without), value).dead(FAILED);

        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.headers().subList(0, 2)).containsExactly(THEIRS, without);
        assertThat(letter.complete()).isTrue();
        OriginalMessage original = letter.original().orElseThrow();
        assertThat(original.topic()).isEqualTo("towpath.commands");
        assertThat(original.partition()).isEqualTo(1);
        assertThat(original.offset()).isEqualTo(7);
        assertThat(original.time()).isEqualTo(Instant.parse("2026-03-06T10:00:00Z"));
        assertThat(original.headers()).containsExactly(THEIRS, without);
        assertThat(letter.reason()).isEqualTo(FAILED);
    }

    @Test
    void a_copy_of_a_dead_letter_that_dies_again_gives_back_the_copy() {
        DeadLetter first = message(new byte[1], List.of(THEIRS), new byte[1]).dead(FAILED);
        DeadReason unreadable = DeadReason.plain("/agent/shop", "UnreadableMessage", "not JSON: at 1");

        DeadLetter second = message(new byte[1], first.headers(), new byte[1]).dead(unreadable);

        assertThat(second.originalHeaders()).isEqualTo(first.headers());
        assertThat(second.reason()).isEqualTo(unreadable);
    }

    @Test
    void what_no_topic_would_take_is_cut_and_says_how_long_it_was() {
        DeadLetter letter =
                message(new byte[0], List.of(THEIRS), new byte[9_000_000]).dead(FAILED);

        assertThat(letter.value()).hasSize(1024 * 1024);
        assertThat(letter.complete()).isFalse();
        assertThat(letter.originalHeaders()).containsExactly(THEIRS);
        assertThat(letter.headers().get(letter.headers().size() - 1).text()).isEqualTo("9000000");
    }

    @Test
    void large_keys_and_headers_are_cut_as_well() {
        byte[] large = new byte[4_000_000];
        DeadLetter letter = message(large, List.of(new LetterHeader("theirs", large)), new byte[0])
                .dead(FAILED);

        assertThat(letter.key()).hasSize(1024 * 1024);
        assertThat(letter.value()).isEmpty();
        assertThat(letter.originalHeaders()).isEmpty();
    }

    @Test
    void what_somebody_else_wrote_to_the_topic_has_no_original() {
        DeadLetter foreign = new DeadLetter(null, List.of(THEIRS), new byte[] {1});

        assertThat(foreign.original()).isEmpty();
        assertThat(foreign.originalHeaders()).containsExactly(THEIRS);
        assertThat(foreign.reason().rule()).isEmpty();
    }

    @Test
    void a_letter_of_an_earlier_version_tells_its_rule_by_its_reason() {
        DeadLetter letter =
                new DeadLetter(null, List.of(LetterHeader.of("towpath-dead-reason", "UnknownType: no such")), null);

        assertThat(letter.reason().rule()).isEqualTo("UnknownType");
        assertThat(letter.reason().detail()).isEqualTo("no such");
        assertThat(letter.reason().attempts()).isEqualTo(1);
    }

    private static OriginalMessage message(byte[] key, List<LetterHeader> headers, byte[] value) {
        return new OriginalMessage(
                "towpath.commands", 1, 7, Instant.parse("2026-03-06T10:00:00Z"), key, headers, value);
    }
}
