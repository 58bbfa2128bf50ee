package dev.towpath.orchestrator.letters;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.MessageTypes;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.letter.DeadLetter;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.contracts.letter.LetterHeader;
import dev.towpath.contracts.letter.OriginalMessage;
import dev.towpath.orchestrator.eventstore.HeadersJson;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of {@code towpath.dead-letters}, taken apart; one that nobody of ours wrote is its own original. */
record ReceivedLetter(
        OriginalRecord record, OriginalMessage original, DeadReason reason, boolean complete, Identity identity) {
    /** What of its sender could be read; the rest is empty. */
    record Identity(String source, String id, String type, String rollout) {
        static final Identity UNKNOWN = new Identity("", "", "", "");
    }

    static ReceivedLetter read(OriginalRecord record, MessageCodec codec) {
        List<LetterHeader> headers = record.headers().stream()
                .map(header -> new LetterHeader(header.name(), header.value()))
                .toList();
        DeadLetter letter = new DeadLetter(record.key(), headers, record.value());
        OriginalMessage original = letter.original()
                .orElseGet(() -> new OriginalMessage(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.time(),
                        record.key(),
                        headers,
                        record.value()));
        return new ReceivedLetter(record, original, letter.reason(), letter.complete(), identity(original, codec));
    }

    /** In the order of the columns of {@code dead_letter}, and behind them where reading goes on. */
    Tuple parameters() {
        return Tuple.tuple()
                .addOffsetDateTime(record.time().atOffset(ZoneOffset.UTC))
                .addString(storable(reason.by()))
                .addString(storable(reason.rule()))
                .addString(storable(reason.detail()))
                .addInteger(reason.attempts())
                .addString(storable(reason.firstError()))
                .addString(storable(reason.lastError()))
                .addString(storable(original.topic()))
                .addInteger(original.partition())
                .addLong(original.offset())
                .addOffsetDateTime(original.time().atOffset(ZoneOffset.UTC))
                .addBoolean(complete)
                .addString(storable(identity.source()))
                .addString(storable(identity.id()))
                .addString(storable(identity.type()))
                .addString(storable(identity.rollout()))
                .addValue(buffer(original.key()))
                .addString(HeadersJson.write(outboxHeaders()))
                .addValue(buffer(original.value()))
                .addString(record.topic())
                .addInteger(record.partition())
                .addLong(record.offset() + 1);
    }

    private List<Header> outboxHeaders() {
        return original.headers().stream()
                .map(header -> new Header(header.name(), header.value()))
                .toList();
    }

    private static Identity identity(OriginalMessage original, MessageCodec codec) {
        Map<String, String> headers = new OriginalRecord(
                        original.topic(),
                        original.partition(),
                        original.offset(),
                        original.time(),
                        original.key(),
                        original.headers().stream()
                                .map(header -> new Header(header.name(), header.value()))
                                .toList(),
                        original.value())
                .headerTexts();
        String type = headers.getOrDefault("ce_type", "");
        try {
            Envelope<?> message = codec.decode(headers, original.value());
            MessageId id = message.id();
            return new Identity(id.source(), id.id(), MessageTypes.of(message.data()), message.subject());
        } catch (UnreadableMessage unreadable) {
            return unreadable
                    .identity()
                    .map(id -> new Identity(id.source(), id.id(), type, unreadable.rolloutId()))
                    .orElse(Identity.UNKNOWN);
        }
    }

    /** PostgreSQL's text has no NUL. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }
}
