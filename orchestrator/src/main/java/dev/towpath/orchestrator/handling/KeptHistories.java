package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.event.Recorded;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.NewEvent;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.eventstore.StreamHead;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Streams as they were folded, so that of one that is asked for again only what came since is read. What is kept can be out
 * of date and never wrong: the last event known is read again each time, and if it is not there as it was, because the
 * store was put back, all is read anew. Beyond so many, those that were not asked for the longest are forgotten.
 */
final class KeptHistories<H extends KeptHistories.History<H>> {
    /** What a stream says, as far as it was read. */
    interface History<H> {
        /** Where the stream goes on. */
        StreamHead head();

        /** The same with the events that come next; itself if there are none. */
        H after(List<NewEvent> events);
    }

    private final EventStore store;
    private final Map<String, H> kept;

    KeptHistories(EventStore store, int most) {
        this.store = store;
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, H> eldest) {
                return size() > most;
            }
        };
    }

    /** The history that begins with {@code start}, of which nothing is read yet. */
    Uni<H> of(H start) {
        String stream = start.head().stream();
        H known = known(start);
        return store.read(stream, Math.max(1, known.head().version()))
                .map(KeptHistories::events)
                .chain(events -> continues(known.head(), events)
                        ? Uni.createFrom().item(known.after(afterFirst(known.head(), events)))
                        : store.read(stream).map(all -> start.after(events(all))))
                .invoke(this::keep);
    }

    /** What is kept of a stream, which may be out of date; empty if nothing is. */
    Optional<H> kept(String stream) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(stream));
        }
    }

    /** To be told of what this process has appended; of no use where a stream is not kept, or others were faster. */
    void follow(NewEvent event) {
        Recorded<?> recorded = event.recorded();
        kept(recorded.stream())
                .filter(history -> history.head().hash().equals(recorded.previousHash()))
                .ifPresent(history -> keep(history.after(List.of(event))));
    }

    private H known(H start) {
        return kept(start.head().stream()).orElse(start);
    }

    private void keep(H history) {
        if (history.head().version() > 0) {
            synchronized (kept) {
                kept.put(history.head().stream(), history);
            }
        }
    }

    private static List<NewEvent> events(List<StoredEvent> stored) {
        return stored.stream().map(StoredEvent::event).toList();
    }

    private static boolean continues(StreamHead known, List<NewEvent> events) {
        return known.version() == 0
                || !events.isEmpty() && events.getFirst().recorded().hash().equals(known.hash());
    }

    private static List<NewEvent> afterFirst(StreamHead known, List<NewEvent> events) {
        return known.version() == 0 ? events : events.subList(1, events.size());
    }
}
