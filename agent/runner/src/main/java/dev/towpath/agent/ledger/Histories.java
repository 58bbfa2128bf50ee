package dev.towpath.agent.ledger;

import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.codec.MessageTypes;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Table {@code towpath.sequence}, its receiving half: how far the commands of a rollout are taken in, and in which of its
 * histories. An orchestrator whose store was put back decides anew from there on, and numbers what it decides by the
 * numbers that it gave before: the same number, and perhaps the same identity, for something else.
 *
 * <p>Another history is told by its times. Its first command has a number that is known already, and is later than all that
 * was taken in; a record that is read again is not. From then on the numbers count from there, and what was said no later
 * than the history before is dropped, wherever it is read again. What has begun goes on, and its receipt tells; what was
 * held back and never begun is forgotten; pauses and withdrawals are those of the commands that both histories have.
 */
final class Histories {
    private static final Logger LOG = Logger.getLogger(Histories.class);

    private static final String PAUSE = MessageTypes.of(PauseWork.class);
    private static final String RESUME = MessageTypes.of(ResumeWork.class);

    private static final String NOW = """
            INSERT INTO towpath.sequence AS s (subject) VALUES ($1)
            ON CONFLICT (subject) DO UPDATE SET subject = s.subject
            RETURNING received, history, $2::timestamptz > coalesce(told_at, '-infinity'),
                      $3 >= begins AND $2::timestamptz <= told_before""";
    private static final String IS_HELD_BACK =
            "SELECT FROM towpath.inbox WHERE subject = $1 AND history = $2 AND sequence = $3";
    private static final String HEARD = """
            UPDATE towpath.sequence SET received = $2, told_at = greatest(told_at, $3::timestamptz) WHERE subject = $1""";

    private static final String BEGIN = """
            UPDATE towpath.sequence SET history = history + 1, begins = $2::bigint, told_before = coalesce(told_at, '-infinity'),
                received = least(received, $2::bigint - 1)
            WHERE subject = $1""";
    private static final String FORGET_HELD_BACK = """
            DELETE FROM towpath.inbox WHERE subject = $1 AND history = $2 AND sequence >= $3 AND sequence > $4""";
    private static final String CARRY_ON = """
            UPDATE towpath.inbox SET history = history + 1 WHERE subject = $1 AND history = $2 AND sequence < $3
                AND sequence > 0""";
    private static final String STILL_WITHDRAWN = "DELETE FROM towpath.withdrawn WHERE rollout = $1 AND sequence >= $2";
    /** The last of the pauses and resumptions that both histories have. */
    private static final String STILL_PAUSED = """
            SELECT headers ->> 'ce_type' = $3 FROM towpath.inbox
            WHERE subject = $1 AND history = $2 AND sequence > 0 AND headers ->> 'ce_type' IN ($3, $4)
            ORDER BY sequence DESC LIMIT 1""";

    private static final String REOPEN = "UPDATE towpath.rollout SET closed_at = NULL WHERE rollout = $1";

    private final Outbox outbox;
    private final Rollouts rollouts;

    Histories(Outbox outbox, Rollouts rollouts) {
        this.outbox = outbox;
        this.rollouts = rollouts;
    }

    /**
     * How far a subject is.
     *
     * @param received number of the last command that was taken in without a gap
     * @param over whether the message that was asked about belongs to a history that is over
     */
    record Stand(long received, int history, boolean over) {}

    /** How far the subject is when {@code message} comes, which may begin another history; unnumbered ones never do. */
    Stand at(TargetSession session, Envelope<AgentCommand> message) throws InterruptedException {
        OffsetDateTime time = message.time().atOffset(ZoneOffset.UTC);
        Row row = session.row(NOW, message.subject(), time, message.sequence()).orElseThrow();
        Stand stand = new Stand(row.getLong(0), row.getInteger(1), row.getBoolean(3) && message.sequence() > 0);
        boolean later = row.getBoolean(2);
        if (message.sequence() == 0 || stand.over() || !later) {
            return stand;
        }
        return isKnown(session, message, stand) ? begin(session, message, stand) : stand;
    }

    /** {@code message} is taken in, and everything up to {@code received} with it. */
    void heard(TargetSession session, Envelope<AgentCommand> message, long received) throws InterruptedException {
        session.query(HEARD, message.subject(), received, message.time().atOffset(ZoneOffset.UTC));
    }

    private static boolean isKnown(TargetSession session, Envelope<AgentCommand> message, Stand stand)
            throws InterruptedException {
        return message.sequence() <= stand.received()
                || message.sequence() > stand.received() + 1
                        && session.row(IS_HELD_BACK, message.subject(), stand.history(), message.sequence())
                                .isPresent();
    }

    private Stand begin(TargetSession session, Envelope<AgentCommand> message, Stand before)
            throws InterruptedException {
        String subject = message.subject();
        long first = message.sequence();
        RolloutId rolloutId = RolloutId.parse(subject);
        LOG.warnf(
                "rollout=%s begins anew with number %d, after number %d: the orchestrator's store was put back",
                subject, first, before.received());
        session.query(BEGIN, subject, first);
        session.query(FORGET_HELD_BACK, subject, before.history(), first, before.received());
        session.query(CARRY_ON, subject, before.history(), first);
        session.query(STILL_WITHDRAWN, subject, first);
        session.query(REOPEN, subject);
        int history = before.history() + 1;
        if (isPaused(session, subject, history)) {
            rollouts.pause(session, rolloutId);
        } else {
            rollouts.resume(session, rolloutId);
        }
        outbox.add(
                session,
                "history/" + subject + "/" + history,
                rolloutId.database().value(),
                Accounts.of(session, rolloutId, before.received(), history));
        return new Stand(Math.min(before.received(), first - 1), history, false);
    }

    private static boolean isPaused(TargetSession session, String subject, int history) throws InterruptedException {
        return session.row(STILL_PAUSED, subject, history, PAUSE, RESUME)
                .map(row -> row.getBoolean(0))
                .orElse(false);
    }
}
