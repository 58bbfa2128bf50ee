package dev.towpath.agent.ledger;

import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.letter.DeadLetter;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.contracts.letter.LetterHeader;
import dev.towpath.contracts.letter.OriginalMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code towpath.dead_letter}: what was put aside, exactly as it will be sent. Written in the transaction that moves
 * past the message, so that none is lost. Where the answer to that transaction's COMMIT is lost, it may be written twice:
 * whoever reads letters tells them by the place where the message lay.
 */
public final class Letters {
    private static final Logger LOG = Logger.getLogger(Letters.class);
    private static final String INSERT =
            "INSERT INTO towpath.dead_letter (key, headers, body) VALUES ($1, $2::text::json, $3)";
    private static final String PENDING =
            "SELECT position, key, headers::text, body FROM towpath.dead_letter ORDER BY position LIMIT 10";
    private static final String ENTRY = """
            SELECT coalesce(topic, (SELECT min(topic) FROM towpath.consumed), ''), coalesce(topic_offset, -1), received_at,
                   subject, headers::text, body
            FROM towpath.inbox WHERE position = $1 AND done_at IS NULL FOR UPDATE""";
    private static final String END = """
            UPDATE towpath.inbox SET done_at = clock_timestamp(), dead_at = clock_timestamp(), body = ''
            WHERE position = $1""";

    /** A letter that Kafka has not acknowledged. */
    public record Pending(long position, DeadLetter letter) {}

    private final Ledger ledger;
    private final Wire wire;
    private final String source;
    private final AgentMetrics metrics;

    /** @param source who puts aside: this agent */
    public Letters(Ledger ledger, Wire wire, String source, AgentMetrics metrics) {
        this.ledger = ledger;
        this.wire = wire;
        this.source = source;
        this.metrics = metrics;
    }

    /** The first of those that wait, in the order in which they were put aside. */
    public List<Pending> pending() throws InterruptedException {
        return ledger.read(session -> session.rows(this::pending, PENDING));
    }

    private Pending pending(Row row) {
        List<LetterHeader> headers = wire.letterHeaders(row.getString(2));
        return new Pending(row.getLong(0), new DeadLetter(bytes(row.getBuffer(1)), headers, bytes(row.getBuffer(3))));
    }

    /** Kafka has it. */
    public void remove(Pending sent) throws InterruptedException {
        ledger.write(session -> session.query("DELETE FROM towpath.dead_letter WHERE position = $1", sent.position()));
    }

    /** Puts aside within the transaction that moves past the message. */
    void add(TargetSession session, DeadLetter letter) throws InterruptedException {
        DeadReason reason = letter.reason();
        LOG.errorf("goes to the dead letters: %s: %s", reason.rule(), reason.detail());
        metrics.deadLetter(reason.rule());
        session.query(INSERT, buffer(letter.key()), wire.letterHeadersAsJson(letter.headers()), buffer(letter.value()));
    }

    void bury(TargetSession session, long position, String rule, String detail) throws InterruptedException {
        bury(session, position, DeadReason.plain(source, rule, detail));
    }

    /** Puts an entry of the inbox aside, and ends it; nothing if it was ended before. */
    boolean bury(TargetSession session, long position, DeadReason reason) throws InterruptedException {
        Optional<Row> found = session.row(ENTRY, position);
        if (found.isEmpty()) {
            return false;
        }
        Row entry = found.get();
        List<LetterHeader> headers = wire.headers(entry.getString(4)).entrySet().stream()
                .map(header ->
                        new LetterHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        OriginalMessage message = new OriginalMessage(
                entry.getString(0),
                0,
                entry.getLong(1),
                entry.getOffsetDateTime(2).toInstant(),
                entry.getString(3).getBytes(StandardCharsets.UTF_8),
                headers,
                entry.getBuffer(5).getBytes());
        add(session, message.dead(reason));
        session.query(END, position);
        return true;
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    private static byte @Nullable [] bytes(@Nullable Buffer buffer) {
        return buffer == null ? null : buffer.getBytes();
    }
}
