package dev.towpath.agent.ledger;

import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.codec.WireRecord;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.contracts.letter.OriginalMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tables {@code towpath.inbox} and {@code consumed}.
 *
 * <p>Promises: a message and the offset behind it are committed together; an identity or a sequence number is taken in
 * once in each of a rollout's {@link Histories}; the entries of a subject become due in sequence, without a gap. Messages without a sequence number (0) are
 * due at once.
 */
public final class Inbox {
    private static final String INSERT = """
            INSERT INTO towpath.inbox (source, id, subject, sequence, headers, body, topic, topic_offset, history)
            VALUES ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $8, $9)
            ON CONFLICT (source, id, history) DO NOTHING RETURNING position""";
    /** Not by the record that it came with at first, read once more: only by one that lies behind it. */
    private static final String PUT_BACK = """
            UPDATE towpath.inbox SET done_at = NULL, dead_at = NULL, headers = $3::text::jsonb, body = $4, topic_offset = $5
            WHERE source = $1 AND id = $2 AND history = $6 AND dead_at IS NOT NULL AND coalesce(topic_offset, -1) < $5
            RETURNING position""";

    private static final String CONSUMED = """
            INSERT INTO towpath.consumed (topic, next_offset) VALUES ($1, $2)
            ON CONFLICT (topic) DO UPDATE SET next_offset = excluded.next_offset""";
    /** The run of sequence numbers that starts right after {@code $2}. */
    private static final String RUN = """
            SELECT position, headers::text, body, history FROM (
                SELECT position, headers, body, history, sequence, row_number() OVER (ORDER BY sequence) AS n
                FROM towpath.inbox WHERE subject = $1 AND sequence > $2 AND history = $3) later
            WHERE sequence = $2 + n ORDER BY sequence""";

    /** What a message made due, and is not done: it and the run behind it. */
    private static final String MADE_DUE = """
            SELECT position, headers::text, body, history FROM towpath.inbox
            WHERE done_at IS NULL AND (sequence = 0 AND source = $1 AND id = $2
                OR subject = $3 AND history = $6 AND sequence BETWEEN $4::bigint AND $5::bigint)
            ORDER BY sequence""";

    private static final String FORGET =
            "DELETE FROM towpath.inbox WHERE sequence = 0 AND done_at < clock_timestamp() - interval '7 days'";
    private static final String OPEN = """
            SELECT position, headers::text, body, i.history
            FROM towpath.inbox i LEFT JOIN towpath.sequence s ON s.subject = i.subject
            WHERE done_at IS NULL AND (sequence = 0 OR i.history < s.history OR sequence <= received)
            ORDER BY i.history, sequence, position""";

    private final Ledger ledger;
    private final Wire wire;
    private final Letters letters;
    private final Histories histories;

    public Inbox(Ledger ledger, Wire wire, Letters letters, Outbox outbox, Rollouts rollouts) {
        this.ledger = ledger;
        this.wire = wire;
        this.letters = letters;
        this.histories = new Histories(outbox, rollouts);
    }

    /** Where to read on in {@code topic}, if anything of it was ever consumed. */
    public Optional<Long> nextOffset(String topic) throws InterruptedException {
        return ledger.read(session -> session.row("SELECT next_offset FROM towpath.consumed WHERE topic = $1", topic))
                .map(row -> row.getLong(0));
    }

    /**
     * Takes in the message that lies at {@code offset} of {@code topic}. If the answer to the commit was lost, it is there
     * already when it is taken in again, and nobody was given it yet: it is due, and not seen before.
     */
    public Arrival receive(String topic, long offset, Envelope<AgentCommand> message, WireRecord raw)
            throws InterruptedException {
        AtomicBoolean tried = new AtomicBoolean();
        return ledger.write(session -> {
            session.query(CONSUMED, topic, offset + 1);
            boolean again = tried.getAndSet(true);
            Arrival arrival = place(session, topic, offset, message, raw);
            return again && arrival instanceof Arrival.SeenBefore ? taken(session, message) : arrival;
        });
    }

    private Arrival taken(TargetSession session, Envelope<AgentCommand> message) throws InterruptedException {
        Histories.Stand stand = histories.at(session, message);
        if (message.sequence() > stand.received()) {
            return new Arrival.HeldBack(stand.received() + 1);
        }
        // a record that lies there twice may have been given before: whoever works on it finds it ended, or its receipt
        List<InboxEntry> due = entries(
                session,
                session.query(
                        MADE_DUE,
                        message.id().source(),
                        message.id().id(),
                        message.subject(),
                        message.sequence() == 0 ? Long.MAX_VALUE : message.sequence(),
                        stand.received(),
                        stand.history()));
        return due.isEmpty() ? new Arrival.SeenBefore() : new Arrival.Due(due);
    }

    /** Puts a message aside that is not to be taken in: letter and position are one commit. */
    public void bury(OriginalMessage message, DeadReason reason) throws InterruptedException {
        ledger.write(session -> {
            letters.add(session, message.dead(reason));
            return session.query(CONSUMED, message.topic(), message.offset() + 1);
        });
    }

    /** What is due and not done, in order; for a new owner. Forgets unnumbered messages that were done long ago. */
    public List<InboxEntry> open() throws InterruptedException {
        ledger.write(session -> session.query(FORGET));
        return ledger.write(session -> entries(session, session.query(OPEN)));
    }

    /** Ends the entry within the transaction that records what came of it; false if it was ended before. */
    boolean finish(TargetSession session, InboxEntry entry) throws InterruptedException {
        return session.query(
                                "UPDATE towpath.inbox SET done_at = clock_timestamp(), body = ''"
                                        + " WHERE position = $1 AND done_at IS NULL",
                                entry.position())
                        .rowCount()
                == 1;
    }

    private Arrival place(
            TargetSession session, String topic, long offset, Envelope<AgentCommand> message, WireRecord raw)
            throws InterruptedException {
        Histories.Stand stand = histories.at(session, message);
        if (stand.over()) {
            return new Arrival.SeenBefore();
        }
        int history = message.sequence() == 0 ? 0 : stand.history();
        if (message.sequence() > 0 && message.sequence() <= stand.received()) {
            return putBack(session, offset, message, raw, history);
        }
        Optional<Row> inserted = session.row(
                INSERT,
                message.id().source(),
                message.id().id(),
                message.subject(),
                message.sequence(),
                wire.headersAsJson(raw.headers()),
                Buffer.buffer(raw.value()),
                topic,
                offset,
                history);
        if (inserted.isEmpty()) {
            return putBack(session, offset, message, raw, history);
        }
        if (message.sequence() == 0) {
            return new Arrival.Due(List.of(new InboxEntry(inserted.get().getLong(0), message, 0)));
        }
        return advance(session, message, stand);
    }

    /** What was taken in before is dropped, unless it has become a dead letter since and was put back from there. */
    private Arrival putBack(
            TargetSession session, long offset, Envelope<AgentCommand> message, WireRecord raw, int history)
            throws InterruptedException {
        return session.row(
                        PUT_BACK,
                        message.id().source(),
                        message.id().id(),
                        wire.headersAsJson(raw.headers()),
                        Buffer.buffer(raw.value()),
                        offset,
                        history)
                .<Arrival>map(row -> new Arrival.Due(List.of(new InboxEntry(row.getLong(0), message, history))))
                .orElseGet(Arrival.SeenBefore::new);
    }

    private Arrival advance(TargetSession session, Envelope<AgentCommand> message, Histories.Stand stand)
            throws InterruptedException {
        RowSet<Row> run = session.query(RUN, message.subject(), stand.received(), stand.history());
        histories.heard(session, message, stand.received() + run.size());
        return run.size() == 0 ? new Arrival.HeldBack(stand.received() + 1) : new Arrival.Due(entries(session, run));
    }

    /** What this version can't read any more must not keep the others from being done: it is put aside. */
    private List<InboxEntry> entries(TargetSession session, RowSet<Row> rows) throws InterruptedException {
        List<InboxEntry> entries = new ArrayList<>();
        for (Row row : rows) {
            try {
                entries.add(new InboxEntry(
                        row.getLong(0),
                        wire.command(row.getString(1), row.getBuffer(2).getBytes()),
                        row.getInteger(3)));
            } catch (UnreadableMessage unreadable) {
                letters.bury(session, row.getLong(0), unreadable.rule(), unreadable.detail());
            }
        }
        return entries;
    }
}
