package dev.towpath.agent.inbox;

import dev.towpath.agent.health.AgentStatus;
import dev.towpath.agent.ledger.Arrival;
import dev.towpath.agent.ledger.Inbox;
import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.agent.ledger.Wire;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.TuneWork;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.codec.WireRecord;
import dev.towpath.contracts.letter.DeadReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes one Kafka record in: into the ledger and on to the dispatcher, or to the dead letters, byte for byte, if it can't
 * be a command to this agent, or if it was tried so often in vain. Either way the offset behind it is committed, in the
 * same transaction, before this returns.
 *
 * <p>Order: the commands behind one that was not taken in are held back, rollout by rollout, by their sequence numbers;
 * when it is put back they follow it. The other rollouts go on.
 */
public final class Reception {
    private static final Logger LOG = Logger.getLogger(Reception.class);

    private final DatabaseId database;
    private final Wire wire;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final ReadAgain readAgain;
    private final Attempts attempts;
    private final AgentStatus status;

    public Reception(
            DatabaseId database,
            Wire wire,
            Inbox inbox,
            Dispatcher dispatcher,
            Journal journal,
            Attempts attempts,
            AgentStatus status) {
        this.database = database;
        this.wire = wire;
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.readAgain = new ReadAgain(journal);
        this.attempts = attempts;
        this.status = status;
    }

    /**
     * What the ledger still has open, before anything new is taken in.
     *
     * @param older whether the ledger is older than it was: then what came of its steps is not known, and none is executed
     */
    void takeUp(List<InboxEntry> open, boolean older) throws InterruptedException {
        List<InboxEntry> due = new ArrayList<>();
        for (InboxEntry entry : open) {
            if (older && entry.command() instanceof ExecuteStep step) {
                readAgain.passOver(entry, step);
            } else {
                due.add(entry);
            }
        }
        dispatcher.takeUp(due);
    }

    /** @param again whether an earlier ledger of this database had taken it in */
    void take(ConsumerRecord<byte[], byte[]> record, boolean again) throws InterruptedException {
        Optional<DeadReason> dead = attempts.at(() -> handle(record, again));
        if (dead.isPresent()) {
            LOG.errorf("topic=%s offset=%d is put aside", record.topic(), record.offset());
            inbox.bury(RecordHeaders.original(record), dead.get());
        }
    }

    private Optional<DeadReason> handle(ConsumerRecord<byte[], byte[]> record, boolean again)
            throws InterruptedException {
        try {
            WireRecord raw = new WireRecord(RecordHeaders.read(record), record.value());
            Envelope<?> message = wire.codec().decode(raw.headers(), raw.value());
            Optional<Envelope<AgentCommand>> command = Wire.command(message)
                    .filter(found -> databaseOf(found.data()).equals(database));
            if (command.isEmpty()) {
                return Optional.of(attempts.plain("NotForThisAgent", "not a command to the agent of " + database));
            }
            admit(record, command.get(), raw, again);
            return Optional.empty();
        } catch (UnreadableMessage unreadable) {
            return Optional.of(attempts.plain(unreadable.rule(), unreadable.detail()));
        }
    }

    private void admit(
            ConsumerRecord<byte[], byte[]> record, Envelope<AgentCommand> message, WireRecord raw, boolean again)
            throws InterruptedException {
        switch (inbox.receive(record.topic(), record.offset(), message, raw)) {
            case Arrival.Due(var entries) -> {
                for (InboxEntry entry : entries) {
                    if (again && entry.command() instanceof ExecuteStep step) {
                        readAgain.passOver(entry, step);
                    } else {
                        dispatcher.dispatch(entry);
                    }
                }
                status.overcome(gap(message));
            }
            case Arrival.SeenBefore() -> LOG.debugf("message_id=%s seen before, dropped", message.id());
            case Arrival.HeldBack(long expected) ->
                status.trouble(
                        gap(message), "holding back number " + message.sequence() + " until " + expected + " has come");
        }
    }

    private static String gap(Envelope<AgentCommand> message) {
        return "inbox " + message.subject();
    }

    private static DatabaseId databaseOf(AgentCommand command) {
        return switch (command) {
            case PlanRollout plan -> plan.rolloutId().database();
            case PreviewPlan preview -> preview.rollout().database();
            case ExecuteStep step -> step.rolloutId().database();
            case WithdrawStep withdraw -> withdraw.rolloutId().database();
            case ReportStep report -> report.rolloutId().database();
            case ReportLedger report -> report.database();
            case PauseWork pause -> pause.rolloutId().database();
            case ResumeWork resume -> resume.rolloutId().database();
            case TuneWork tune -> tune.rolloutId().database();
            case CloseRollout close -> close.rolloutId().database();
            case RecordAnchor anchored -> anchored.database();
        };
    }
}
