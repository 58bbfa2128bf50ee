package dev.towpath.agent.inbox;

import dev.towpath.agent.health.AgentStatus;
import dev.towpath.agent.ledger.Arrival;
import dev.towpath.agent.ledger.Inbox;
import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.agent.ledger.Wire;
import dev.towpath.agent.report.DeadLetters;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.TuneWork;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.codec.WireRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes one Kafka record in: into the ledger and on to the dispatcher, or to the dead letters, byte for byte, if it can't
 * be a command to this agent. Either way the offset behind it is committed before this returns.
 */
public final class Reception {
    private static final Logger LOG = Logger.getLogger(Reception.class);

    private final DatabaseId database;
    private final Wire wire;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final ReadAgain readAgain;
    private final DeadLetters deadLetters;
    private final AgentStatus status;

    public Reception(
            DatabaseId database,
            Wire wire,
            Inbox inbox,
            Dispatcher dispatcher,
            Journal journal,
            DeadLetters deadLetters,
            AgentStatus status) {
        this.database = database;
        this.wire = wire;
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.readAgain = new ReadAgain(journal);
        this.deadLetters = deadLetters;
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
        try {
            WireRecord raw = new WireRecord(RecordHeaders.read(record), record.value());
            Envelope<?> message = wire.codec().decode(raw.headers(), raw.value());
            Optional<Envelope<AgentCommand>> command = Wire.command(message)
                    .filter(found -> databaseOf(found.data()).equals(database));
            if (command.isPresent()) {
                admit(record, command.get(), raw, again);
            } else {
                reject(record, "NotForThisAgent: not a command to the agent of " + database);
            }
        } catch (UnreadableMessage unreadable) {
            reject(record, unreadable.rule() + ": " + unreadable.getMessage());
        }
    }

    private void admit(
            ConsumerRecord<byte[], byte[]> record, Envelope<AgentCommand> message, WireRecord raw, boolean again)
            throws InterruptedException {
        Arrival arrival;
        try {
            arrival = inbox.receive(record.topic(), record.offset(), message, raw);
        } catch (TargetException failure) {
            if (failure.error() instanceof TargetError.Rejected refused) {
                reject(record, "NotStorable: SQLSTATE " + refused.sqlState());
                return;
            }
            throw failure;
        }
        switch (arrival) {
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

    private void reject(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        LOG.errorf("topic=%s offset=%d goes to the dead letters: %s", record.topic(), record.offset(), reason);
        deadLetters.send(record, reason);
        inbox.skip(record.topic(), record.offset());
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
            case PauseWork pause -> pause.rolloutId().database();
            case ResumeWork resume -> resume.rolloutId().database();
            case TuneWork tune -> tune.rolloutId().database();
            case CloseRollout close -> close.rolloutId().database();
            case RecordAnchor anchored -> anchored.database();
        };
    }
}
