package dev.towpath.orchestrator.api;

import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Follows the log, or one stream of it, without end. Every event comes exactly once and in order; a reader that is slow
 * slows only itself, since nothing is read that it has not asked for.
 *
 * <p>Failure semantics: while the store is away nothing comes; then it goes on where it stood.
 */
@ApplicationScoped
class LogTail {
    private static final Logger LOG = Logger.getLogger(LogTail.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int BATCH = 200;

    private final EventStore events;

    LogTail(EventStore events) {
        this.events = events;
    }

    /** The whole log after {@code start}. */
    Multi<StoredEvent> log(Cursor start) {
        return follow(start, after -> events.readAll(after, BATCH));
    }

    /** What {@code stream} holds after {@code start}. */
    Multi<StoredEvent> stream(String stream, Cursor start) {
        return follow(start, after -> events.read(stream).map(all -> all.stream()
                .filter(stored -> stored.cursor().compareTo(after) > 0)
                .toList()));
    }

    private static Multi<StoredEvent> follow(Cursor start, Function<Cursor, Uni<List<StoredEvent>>> readAfter) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(start), at -> next(at, readAfter))
                .withDelay(PAUSE)
                .indefinitely()
                .onItem()
                .disjoint();
    }

    private static Uni<List<StoredEvent>> next(
            AtomicReference<Cursor> at, Function<Cursor, Uni<List<StoredEvent>>> readAfter) {
        return readAfter
                .apply(at.get())
                .onFailure()
                .invoke(failure -> LOG.debugf("log not read: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(List.of())
                .invoke(batch ->
                        batch.stream().skip(Math.max(0, batch.size() - 1)).forEach(last -> at.set(last.cursor())));
    }
}
