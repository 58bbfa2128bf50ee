package dev.towpath.orchestrator.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Topics;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import dev.towpath.orchestrator.letters.DeadLetters.Order;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersIT {
    private static final String COMMANDS = "towpath.agent.shop.commands";
    private static final byte[] ODD = {0, (byte) 0xff};
    private static final Order ORDER = new Order("r-1", "dba@example.org", "the agent was mended");

    private TestStore store = TestStore.empty();
    private PostgresDeadLetters kept = new PostgresDeadLetters(store.pool, store.codec, store.waiting);
    private DeadLetters letters = new DeadLetters(kept, Clock.systemUTC());
    private long lay;

    @BeforeEach
    void migrate() throws SQLException {
        store.migrate();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_letter_is_kept_once_however_often_it_came_with_the_position_behind_it() throws SQLException {
        OriginalRecord original = original(COMMANDS, 4, ODD);
        keep(letter(original));
        keep(letter(original));

        LetterDocument letter = only();
        assertThat(letter.rule()).isEqualTo("HandlerFailed");
        assertThat(letter.attempts()).isEqualTo(5);
        assertThat(letter.topic()).isEqualTo(COMMANDS);
        assertThat(letter.offset()).isEqualTo(4);
        assertThat(letter.source()).isEqualTo("/orchestrator");
        assertThat(letter.messageId()).isEqualTo("shop.r/3");
        assertThat(letter.replays()).isEmpty();
        assertThat(store.count("consumed WHERE topic = 'towpath.dead-letters' AND next_offset = " + lay))
                .isEqualTo(1);
    }

    @Test
    void a_letter_that_is_put_back_is_what_it_was_to_the_byte_and_says_who_put_it_back() throws SQLException {
        keep(letter(original(COMMANDS, 4, ODD)));
        long id = only().id();

        assertThat(done(letters.replay(id, ORDER))).contains(new ReplayDocument(List.of(id), List.of()));
        done(letters.replay(id, ORDER));

        assertThat(store.count("outbox WHERE topic = '" + COMMANDS + "' AND key = '\\x00ff' AND value = '\\x00ff'"
                        + " AND headers::text LIKE '[[\"ce_specversion\"%' AND headers::text NOT LIKE '%towpath-dead%'"
                        + " AND headers::text LIKE '%\"odd\",{\"base64\":\"AP8=\"}%'"))
                .as("the same order twice")
                .isEqualTo(1);
        assertThat(only().replays()).singleElement().satisfies(replay -> {
            assertThat(replay.actor()).isEqualTo("dba@example.org");
            assertThat(replay.reason()).isEqualTo("the agent was mended");
        });
        done(letters.replay(id, new Order("r-2", "dba@example.org", "once more")));
        assertThat(store.count("outbox")).isEqualTo(2);
        assertThat(done(letters.replay(id + 1, ORDER))).isEmpty();
    }

    @Test
    void all_go_back_in_the_order_in_which_they_lay_but_for_those_that_may_not() throws SQLException {
        keep(letter(original(COMMANDS, 8, "second".getBytes(StandardCharsets.UTF_8))));
        keep(letter(original(COMMANDS, 7, "first".getBytes(StandardCharsets.UTF_8))));
        keep(letter(original(Topics.PRESENCE, 1, ODD)));
        keep(letter(original(Topics.COMMANDS, 1, new byte[4_000_000])));
        keep(new OriginalRecord(Topics.DEAD_LETTERS, 0, lay++, Instant.EPOCH, null, List.of(), ODD));

        ReplayDocument answer = done(letters.replayAll("", ORDER));

        assertThat(answer.replayed()).hasSize(2);
        assertThat(answer.refused())
                .extracting(ReplayDocument.Refused::rule)
                .containsExactly("OnlyTheLastWordCounts", "LetterIncomplete", "NotATopicOfMessages");
        assertThat(store.count("outbox a JOIN outbox b ON a.position < b.position"
                        + " WHERE a.value = 'first' AND b.value = 'second'"))
                .isEqualTo(1);
        assertThat(done(kept.waiting())).isEqualTo(3);
        assertThat(done(letters.replayAll("", new Order("r-2", "dba", "again"))).replayed())
                .isEmpty();
        assertThat(done(letters.list(COMMANDS))).hasSize(2);
    }

    @Test
    void what_is_shown_is_the_original_to_the_byte() {
        keep(letter(original(COMMANDS, 4, ODD)));

        LetterContent content = done(letters.find(only().id())).orElseThrow();

        assertThat(content.key()).isEqualTo(new LetterContent.Bytes("base64", "AP8="));
        assertThat(content.value()).isEqualTo(new LetterContent.Bytes("base64", "AP8="));
        assertThat(content.headers()).hasSize(5);
        assertThat(content.headers().getLast().name()).isEqualTo("odd");
    }

    private LetterDocument only() {
        List<LetterDocument> all = done(letters.list(""));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void keep(OriginalRecord record) {
        var unused = done(kept.keep(record).map(nothing -> Optional.empty()));
    }

    private static <T> T done(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(20));
    }

    private static OriginalRecord original(String topic, long offset, byte[] value) {
        List<Header> headers = List.of(
                Header.of("ce_specversion", "1.0"),
                Header.of("ce_source", "/orchestrator"),
                Header.of("ce_id", "shop.r/3"),
                Header.of("ce_type", "dev.towpath.agent.of-a-later-version.v1\0"),
                new Header("odd", ODD));
        return new OriginalRecord(topic, 0, offset, Instant.EPOCH, ODD, headers, value);
    }

    /** As it lies on the topic of dead letters. */
    private OriginalRecord letter(OriginalRecord original) {
        OutboxMessage letter = original.asDeadLetter(DeadReason.handlerFailed("/agent/shop", 5, "X", "Y 22021"));
        return new OriginalRecord(
                letter.topic(), 0, lay++, Instant.EPOCH, letter.key(), letter.headers(), letter.value());
    }
}
