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
import java.util.function.Consumer;

/**
 * The tables of the store, with PostgreSQL's semantics as {@code AppendStatement} relies on them: a transaction takes its
 * id when it first writes, others may commit before it, and who would write the same key waits for its end. Readers see
 * what is committed.
 */
final class SimulatedStore {
    /** A message with its place in the outbox. */
    record Row(Cursor cursor, OutboxMessage message) {}

    private static final long FIRST_TX = 700;

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
    private final List<Consumer<SimulatedStore>> written = new ArrayList<>();
    private Cursor relayCursor = Cursor.START;
    private int generation = 1;
    private long nextTx = FIRST_TX;
    private long nextPosition = 1;
    private long commits;

    SimulatedStore(Bug bug, StoreLaws laws) {
        this.bug = bug;
        this.laws = laws;
        this.timers = new TreeSet<>(Comparator.comparing(Alarm::due).thenComparing(Alarm::stream));
    }

    /** How many moments there were. */
    int moments() {
        return written.size();
    }

    /**
     * The store as it was at a moment, with whatever was committed by then and nothing of what was being written; with a
     * server's own transaction ids if {@code dumped}, else with those that it went on with then.
     */
    SimulatedStore at(int moment, boolean dumped, StoreLaws itsLaws) {
        SimulatedStore then = new SimulatedStore(bug, itsLaws);
        written.subList(0, moment).forEach(write -> write.accept(then));
        then.generation = dumped ? generation + 1 : generation;
        then.nextTx = dumped ? FIRST_TX : then.nextTx;
        if (bug == Bug.POSITIONS_NOT_PUT_BACK) {
            consumed.forEach((topic, next) -> then.save(new ConsumedPosition(topic, 0, next)));
        }
        if (bug == Bug.CURSOR_NOT_PUT_BACK) {
            then.relayed(relayCursor);
        }
        return then;
    }

    OpenAppend begin(Append append, Grounds grounds) {
        Cursor id = new Cursor(generation, nextTx++, 0);
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

    private Cursor place(Cursor tx) {
        return new Cursor(tx.generation(), tx.tx(), nextPosition++);
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
        written.add(store -> store.commit(tx));
        nextTx = Math.max(nextTx, tx.id().tx() + 1);
        nextPosition += tx.events().size() + tx.messages().size();
        Append append = tx.append();
        commits += append.events().isEmpty() && append.messages().isEmpty() ? 0 : 1;
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
        laws.holdAfter(append, appended, tx.id(), relayCursor);
    }

    /** Apart from a commit, as nobody may. */
    void saveApart(ConsumedPosition position) {
        written.add(store -> store.saveApart(position));
        save(position);
    }

    private void save(ConsumedPosition position) {
        consumed.put(position.topic(), position.nextOffset());
    }

    /** Below it no transaction can still commit. */
    private Cursor xmin() {
        return writing.isEmpty() || bug == Bug.READ_AT_HEAD
                ? new Cursor(generation, nextTx, 0)
                : writing.getFirst().id();
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
        written.add(store -> store.relayed(cursor));
        relayCursor = cursor;
    }

    /** Those that said something; not those that only kept a position. */
    long commits() {
        return commits;
    }

    StoreLaws laws() {
        return laws;
    }

    /** How many events there are. */
    int size() {
        return events.size();
    }

    boolean isQuiet() {
        return writing.isEmpty() && messages(relayCursor, 1).isEmpty();
    }
}
