package dev.towpath.orchestrator.overview;

import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Brings the read models forward, one batch of events per turn: rows and checkpoint in one transaction, so that nothing
 * is projected twice or left out, whoever dies when.
 *
 * <p>Several processes may project at once: events are read before the transaction, and who finds the checkpoint moved
 * when it holds its lock writes nothing. Without a checkpoint, or with one of an older {@link #SHAPE}, the read models are
 * emptied and built again from the first event; deleting the checkpoint's row is how an operator asks for that. Rows of a
 * newer shape belong to a newer process, and are left to it.
 *
 * <p>Failure semantics: a failed turn changed nothing and may be repeated. Runs on a Vert.x context.
 */
@ApplicationScoped
class OverviewProjector {
    /** Raise it whenever the rows of the same events change, the JSON of {@link RolloutDocument} included. */
    static final int SHAPE = 5;

    private static final int BATCH = 200;
    private static final Uni<Boolean> NOTHING_TO_DO = Uni.createFrom().item(false);
    private static final List<String> EVERYTHING =
            List.of("ListedRollout", "ListedDatabase", "ListedPhase", "OverviewCheckpoint");

    private final Mutiny.SessionFactory sessions;
    private final EventStore events;
    private final RolloutJson json;

    OverviewProjector(Mutiny.SessionFactory sessions, EventStore events, RolloutJson json) {
        this.sessions = sessions;
        this.events = events;
        this.json = json;
    }

    /** One batch; true if there may be more. */
    Uni<Boolean> turn() {
        return sessions.withSession(session -> session.find(OverviewCheckpoint.class, OverviewCheckpoint.NAME))
                .chain(found -> {
                    if (found == null || found.shape < SHAPE) {
                        return startOver().replaceWith(true);
                    }
                    return found.shape > SHAPE ? NOTHING_TO_DO : advance(found.cursor());
                });
    }

    private Uni<Void> startOver() {
        return sessions.withTransaction(session -> {
            Uni<Integer> emptied = Uni.createFrom().item(0);
            for (String entity : EVERYTHING) {
                emptied = emptied.chain(() ->
                        session.createMutationQuery("delete from " + entity).executeUpdate());
            }
            return emptied.chain(() -> session.persist(OverviewCheckpoint.before(SHAPE)));
        });
    }

    private Uni<Boolean> advance(Cursor from) {
        return events.readAll(from, BATCH)
                .chain(batch -> batch.isEmpty()
                        ? NOTHING_TO_DO
                        : rows(batch)
                                .chain(rows ->
                                        commit(from, rows, batch.getLast().cursor())));
    }

    private Uni<List<Object>> rows(List<StoredEvent> batch) {
        return Multi.createFrom()
                .iterable(Projection.rolloutsOf(batch))
                .onItem()
                .transformToUniAndConcatenate(events::read)
                .collect()
                .asList()
                .map(streams -> Projection.rows(batch, streams, json));
    }

    private Uni<Boolean> commit(Cursor from, List<Object> rows, Cursor to) {
        return sessions.withTransaction(
                session -> session.find(OverviewCheckpoint.class, OverviewCheckpoint.NAME, LockMode.PESSIMISTIC_WRITE)
                        .chain(held -> {
                            if (held == null || !held.isAt(SHAPE, from)) {
                                return Uni.createFrom().item(true);
                            }
                            held.moveTo(to);
                            return session.mergeAll(rows.toArray()).replaceWith(true);
                        }));
    }
}
