package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.MessageId;
import dev.towpath.orchestrator.eventstore.Alarm;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.Grounds;
import dev.towpath.orchestrator.eventstore.HeardSequence;
import dev.towpath.orchestrator.eventstore.NewEvent;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.Receipt;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.eventstore.StreamHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables of the store, with PostgreSQL's semantics as {@code AppendStatement} relies on them: a transaction takes its
 * id when it first writes, others may commit before it, and who would write the same key waits for its end. Readers see
 * what is committed.
 */
final class SimulatedStore {
    /** A message with its place in the outbox. */
    record Row(Cursor cursor, OutboxMessage message) {}

    private final Bug bug;
    private final StoreLaws laws;
    private final Map<String, List<StoredEvent>> streams = new TreeMap<>();
    private final Map<MessageId, Receipt> receipts = new HashMap<>();
    private final NavigableMap<Cursor, StoredEvent> events = new TreeMap<>();
    private final NavigableMap<Cursor, Row> outbox = new TreeMap<>();
    private final TreeSet<Alarm> timers;
    private final Map<String, Long> consumed = new HashMap<>();
    private final Map<List<String>, HeardSequence> heard = new HashMap<>();
    private final List<OpenAppend> writing = new ArrayList<>();
    private Cursor relayCursor = Cursor.START;
    private long nextTx = 700;
    private long nextPosition = 1;
    private long commits;

    SimulatedStore(Bug bug, StoreLaws laws) {
        this.bug = bug;
        this.laws = laws;
        this.timers = new TreeSet<>(Comparator.comparing(Alarm::due).thenComparing(Alarm::stream));
    }

    OpenAppend begin(Append append, Grounds grounds) {
        long id = nextTx++;
        OpenAppend tx = new OpenAppend(
                append,
                hold(grounds),
                id,
                append.events().stream().map(event -> place(id)).toList(),
                append.messages().stream().map(message -> place(id)).toList());
        writing.add(tx);
        return tx;
    }

    private boolean hold(Grounds grounds) {
        return grounds.heads().stream().allMatch(head -> StreamHead.of(head.stream(), read(head.stream()))
                        .hash()
                        .equals(head.hash()))
                && grounds.heard().stream().allMatch(last -> last.equals(heard(last.source(), last.subject())));
    }

    private Cursor place(long tx) {
        return new Cursor(1, tx, nextPosition++);
    }

    /** Whether an older transaction that is still open writes the same. */
    boolean mustWait(OpenAppend tx) {
        Set<Object> keys = new HashSet<>(tx.keys().toList());
        return writing.stream().takeWhile(other -> other != tx).anyMatch(older -> older.keys()
                .anyMatch(keys::contains));
    }

    /** A conflict: a key that is there, or grounds that don't hold. */
    boolean refuses(OpenAppend tx) {
        return !tx.grounded()
                || tx.append().receipts().stream().anyMatch(receipt -> receipts.containsKey(receipt.id()))
                || bug != Bug.VERSIONS_NOT_UNIQUE
                        && tx.append().events().stream().anyMatch(this::isThere);
    }

    private boolean isThere(NewEvent event) {
        return event.recorded().version() <= read(event.recorded().stream()).size();
    }

    void rollBack(OpenAppend tx) {
        writing.remove(tx);
    }

    void commit(OpenAppend tx) {
        writing.remove(tx);
        commits++;
        Append append = tx.append();
        laws.holdBefore(append);
        if (bug != Bug.NO_RECEIPT) {
            append.receipts().forEach(receipt -> receipts.put(receipt.id(), receipt));
        }
        List<StoredEvent> appended = new ArrayList<>();
        for (int i = 0; i < append.events().size(); i++) {
            NewEvent event = append.events().get(i);
            StoredEvent stored = laws.stored(event, tx.events().get(i));
            events.put(stored.cursor(), stored);
            streams.computeIfAbsent(event.recorded().stream(), none -> new ArrayList<>())
                    .add(stored);
            appended.add(stored);
        }
        for (int i = 0; i < append.messages().size(); i++) {
            outbox.put(
                    tx.messages().get(i),
                    new Row(tx.messages().get(i), append.messages().get(i)));
        }
        timers.removeAll(append.timersRung());
        timers.addAll(append.timersSet());
        append.consumed().forEach(this::save);
        append.heard().forEach(last -> heard.put(List.of(last.source(), last.subject()), last));
        laws.holdAfter(append, appended, new Cursor(1, tx.id(), 0), relayCursor);
    }

    void save(ConsumedPosition position) {
        consumed.put(position.topic(), position.nextOffset());
    }

    /** Below it no transaction can still commit. */
    private Cursor xmin() {
        long oldest = writing.isEmpty() || bug == Bug.READ_AT_HEAD
                ? nextTx
                : writing.getFirst().id();
        return new Cursor(1, oldest, 0);
    }

    List<StoredEvent> read(String stream) {
        return streams.getOrDefault(stream, List.of());
    }

    List<StoredEvent> readAll(Cursor after, int limit) {
        return between(events, after).stream().limit(limit).toList();
    }

    List<Row> messages(Cursor after, int limit) {
        return between(outbox, after).stream().limit(limit).toList();
    }

    private <T> List<T> between(NavigableMap<Cursor, T> rows, Cursor after) {
        Cursor xmin = xmin();
        return after.compareTo(xmin) >= 0
                ? List.of()
                : List.copyOf(rows.subMap(after, false, xmin, false).values());
    }

    List<String> streams(String prefix) {
        return streams.keySet().stream()
                .filter(stream -> stream.startsWith(prefix))
                .toList();
    }

    Optional<Receipt> receipt(MessageId id) {
        return Optional.ofNullable(receipts.get(id));
    }

    /** All alarms, the next one first. */
    TreeSet<Alarm> timers() {
        return timers;
    }

    Optional<Long> consumed(String topic) {
        return Optional.ofNullable(consumed.get(topic));
    }

    HeardSequence heard(String source, String subject) {
        return heard.getOrDefault(List.of(source, subject), new HeardSequence(source, subject, 0));
    }

    Cursor relayCursor() {
        return relayCursor;
    }

    void relayed(Cursor cursor) {
        relayCursor = cursor;
    }

    long commits() {
        return commits;
    }

    boolean isQuiet() {
        return writing.isEmpty() && messages(relayCursor, 1).isEmpty();
    }
}
