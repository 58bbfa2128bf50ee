package dev.towpath.orchestrator.eventstore;

import dev.towpath.contracts.MessageId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The history. What was appended is never changed, and everybody reads it in one order.
 *
 * <p>Failure semantics: {@link Conflict} means that nothing was written. Any other failure of {@link #append} leaves it
 * open whether it was: repeat the whole decision, and the receipt or the stream's version tells.
 */
public interface EventStore {
    /** All events of one stream, oldest first; empty if there is no such stream. */
    Uni<List<StoredEvent>> read(String stream);

    /** The events of one stream from version {@code from} on, oldest first. */
    Uni<List<StoredEvent>> read(String stream, long from);

    /**
     * Up to {@code limit} events after {@code after}, over all streams. Stops below the oldest transaction still
     * writing, so that no late commit can ever appear behind a cursor.
     */
    Uni<List<StoredEvent>> readAll(Cursor after, int limit);

    /** Writes all of {@code append} or nothing; fails with {@link Conflict} if somebody else was first. */
    default Uni<Void> append(Append append) {
        return append(append, Grounds.NONE);
    }

    /** The same if {@code grounds} hold, for a decision with events; else it fails with {@link Conflict}. */
    Uni<Void> append(Append append, Grounds grounds);

    /** The receipt of a message, if it was handled. */
    Uni<Optional<Receipt>> receipt(MessageId id);

    /** The names of all streams that begin with {@code prefix}, sorted. */
    Uni<List<String>> streams(String prefix);

    /** Up to {@code limit} alarms whose time has come, the oldest first. */
    Uni<List<Alarm>> due(Instant now, int limit);

    /** Where reading of that partition goes on; empty if it was never read. */
    Uni<Optional<ConsumedPosition>> consumed(String topic, int partition);

    /** The last sequence number handled of what {@code source} said about {@code subject}. */
    Uni<HeardSequence> heard(String source, String subject);
}
