package dev.towpath.orchestrator.audit;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How an anchor leaves the store: whole on {@code towpath.anchors}; its hash to the agent of each database whose history
 * it covers, so that what witnesses cost grows with the work and not with the number of databases.
 */
final class AnchorMessages {
    private static final String SOURCE = "/orchestrator";
    private static final String DATABASE_STREAM = "database/";

    private final MessageCodec codec;

    AnchorMessages(MessageCodec codec) {
        this.codec = codec;
    }

    /** The topic first: a ledger never knows an anchor that the topic will not have. */
    List<OutboxMessage> of(Anchor anchor) {
        List<OutboxMessage> messages = new ArrayList<>();
        messages.add(message(Topics.ANCHORS, anchor, "", "", anchor));
        TreeSet<String> databases = new TreeSet<>();
        anchor.heads().forEach(head -> databaseOf(head.stream()).ifPresent(id -> databases.add(id.value())));
        for (String name : databases) {
            DatabaseId database = new DatabaseId(name);
            RecordAnchor record = new RecordAnchor(database, anchor.time(), anchor.mark());
            messages.add(message(Topics.agentCommands(database), anchor, "/" + name, name, record));
        }
        return messages;
    }

    /** Two anchors of one number, in a store that was put back, are two messages. */
    private OutboxMessage message(String topic, Anchor anchor, String suffix, String subject, Message data) {
        MessageId id = new MessageId(SOURCE, "anchor/" + anchor.number() + "/" + anchor.hash() + suffix);
        Envelope<?> message = new Envelope<>(id, anchor.time(), subject, 0, 0, "", data);
        return OutboxMessage.of(topic, "anchor/" + anchor.number(), message, codec);
    }

    /** Empty for a stream that belongs to none; it is anchored all the same. */
    private static Optional<DatabaseId> databaseOf(String stream) {
        try {
            return Optional.of(
                    stream.startsWith(DATABASE_STREAM)
                            ? new DatabaseId(stream.substring(DATABASE_STREAM.length()))
                            : RolloutId.parse(stream).database());
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
