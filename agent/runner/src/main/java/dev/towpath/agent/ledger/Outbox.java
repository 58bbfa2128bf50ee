package dev.towpath.agent.ledger;

import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.codec.WireRecord;
import dev.towpath.contracts.outcome.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.util.List;

/**
 * Table {@code towpath.outcome} and the reporting half of {@code sequence}: outcomes exactly as they will be sent.
 *
 * <p>Promises: the outcomes of a subject are numbered from 1 without a gap, in the order in which they were committed; the
 * row of {@code sequence} is locked until then, so that a lower number is never committed after a higher one.
 */
public final class Outbox {
    private static final String NUMBER = """
            INSERT INTO towpath.sequence AS s (subject, reported) VALUES ($1, 1)
            ON CONFLICT (subject) DO UPDATE SET reported = s.reported + 1 RETURNING reported""";
    private static final String INSERT =
            "INSERT INTO towpath.outcome (subject, headers, body) VALUES ($1, $2::text::jsonb, $3)";
    private static final String PENDING = """
            SELECT position, subject, headers::text, body, count(*) OVER () FROM towpath.outcome
            ORDER BY position LIMIT 50""";

    /**
     * An outcome that Kafka has not acknowledged.
     *
     * @param pending how many there are in all
     */
    public record Pending(long position, String subject, WireRecord message, long pending) {}

    private final Ledger ledger;
    private final Wire wire;
    private final String source;
    private final Clock clock;

    public Outbox(Ledger ledger, Wire wire, String source, Clock clock) {
        this.ledger = ledger;
        this.wire = wire;
        this.source = source;
        this.clock = clock;
    }

    /** The first of those that wait, in the order in which they must be sent. */
    public List<Pending> pending() throws InterruptedException {
        return ledger.read(session -> session.rows(this::pending, PENDING));
    }

    private Pending pending(Row row) {
        WireRecord message =
                new WireRecord(wire.headers(row.getString(2)), row.getBuffer(3).getBytes());
        return new Pending(row.getLong(0), row.getString(1), message, row.getLong(4));
    }

    /** Kafka has these. */
    public void remove(List<Long> positions) throws InterruptedException {
        Long[] acknowledged = positions.toArray(Long[]::new);
        ledger.write(session ->
                session.query("DELETE FROM towpath.outcome WHERE position = ANY($1)", (Object) acknowledged));
    }

    /** Adds an outcome within the transaction of what it reports. */
    void add(TargetSession session, Report report) throws InterruptedException {
        long sequence = report.ordered()
                ? session.row(NUMBER, report.subject()).orElseThrow().getLong(0)
                : 0;
        add(
                session,
                new Envelope<>(
                        new MessageId(source, report.id()),
                        clock.instant(),
                        report.subject(),
                        report.cause().streamVersion(),
                        sequence,
                        report.cause().traceparent(),
                        report.outcome()));
    }

    /** Adds what nobody asked for. */
    void add(TargetSession session, String id, String subject, Outcome outcome) throws InterruptedException {
        add(session, new Envelope<>(new MessageId(source, id), clock.instant(), subject, 0, 0, "", outcome));
    }

    private void add(TargetSession session, Envelope<Outcome> envelope) throws InterruptedException {
        WireRecord message = wire.codec().encode(envelope);
        session.query(
                INSERT, envelope.subject(), wire.headersAsJson(message.headers()), Buffer.buffer(message.value()));
    }
}
