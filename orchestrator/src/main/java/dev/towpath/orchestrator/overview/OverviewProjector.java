package dev.towpath.orchestrator.overview;

import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Brings the read models forward, one batch of events per turn: rows and checkpoint in one transaction, so that nothing
 * is projected twice or left out, whoever dies when.
 *
 * <p>Several processes may project at once: events are read before the transaction, and who finds that anybody moved
 * meanwhile when it holds the checkpoint's lock writes nothing. So no older reading of a stream replaces a newer one.
 *
 * <p>Without a checkpoint, or with one of an older {@link #SHAPE}, everything is projected again from the first event;
 * deleting the checkpoint's row is how an operator asks for that. Meanwhile the log is followed as always and the rows
 * stay, each until its own turn, so answers are never empty or half; at the end the rows go that nothing in the log speaks
 * of. Rows of a newer shape belong to a newer process, and are left to it.
 *
 * <p>Failure semantics: a failed turn changed nothing and may be repeated. Runs on a Vert.x context.
 */
@ApplicationScoped
class OverviewProjector {
    /** Raise it whenever the rows of the same events change, the JSON of {@link RolloutDocument} included. */
    static final int SHAPE = 5;

    private static final int BATCH = 200;
    private static final Uni<Boolean> NOTHING_TO_DO = Uni.createFrom().item(false);
    private static final Uni<List<StoredEvent>> NO_EVENTS = Uni.createFrom().item(List.of());

    /** The end of the log as readers see it. */
    private static final String END = """
            SELECT generation, CAST(CAST(tx AS text) AS bigint), position FROM event
             WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
                OR generation < (SELECT max(generation) FROM store_generation)
             ORDER BY generation DESC, tx DESC, position DESC LIMIT 1""";

    /** Every rollout is listed by its stream, every phase by the stream of its last try. */
    private static final List<String> REMOVE_WHAT_NOTHING_SPEAKS_OF = List.of(
            "DELETE FROM overview_rollout r WHERE NOT EXISTS (SELECT FROM event WHERE stream = r.id)",
            "DELETE FROM overview_database d WHERE NOT EXISTS (SELECT FROM event WHERE stream = 'database/' || d.id)",
            "DELETE FROM overview_phase p WHERE p.id <> p.database || '/' || p.revision"
                    + " OR NOT EXISTS (SELECT FROM event WHERE stream = p.rollout_id)");

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
        return sessions.withSession(Standing::read).chain(standing -> {
            if (standing.shape() < SHAPE) {
                return begin(standing);
            }
            return standing.shape() > SHAPE ? NOTHING_TO_DO : advance(standing);
        });
    }

    private Uni<Boolean> begin(Standing from) {
        return sessions.withTransaction(session -> Standing.locked(session)
                        .chain(held -> held.equals(from)
                                ? withoutPhases(session)
                                        .chain(() -> followedSoFar(session, from))
                                        .chain(followed -> Standing.rebuildingFromTheStart(SHAPE, followed)
                                                .write(session))
                                : Uni.createFrom().voidItem()))
                .replaceWith(true);
    }

    /** They are told from the log until the rebuild is over, and a damaged version would outlive it. */
    private static Uni<Integer> withoutPhases(Mutiny.Session session) {
        return session.createMutationQuery("delete from ListedPhase").executeUpdate();
    }

    /** Who never followed begins at the end; what is before it is the rebuild's. */
    private static Uni<Cursor> followedSoFar(Mutiny.Session session, Standing from) {
        if (from.shape() > 0) {
            return Uni.createFrom().item(from.followed());
        }
        return session.createNativeQuery(END, Object[].class)
                .getSingleResultOrNull()
                .map(row -> row == null ? Cursor.START : new Cursor((Integer) row[0], (Long) row[1], (Long) row[2]));
    }

    private Uni<Boolean> advance(Standing from) {
        Uni<List<StoredEvent>> again = from.rebuilding() ? events.readAll(from.rebuilt(), BATCH) : NO_EVENTS;
        return events.readAll(from.followed(), BATCH)
                .chain(news -> again.chain(old -> {
                    if (news.isEmpty() && !from.rebuilding()) {
                        return NOTHING_TO_DO;
                    }
                    List<StoredEvent> both = new ArrayList<>(old);
                    both.addAll(news);
                    boolean more = news.size() == BATCH || from.rebuilding();
                    return rows(both)
                            .chain(rows -> commit(from, rows, from.after(news, old)))
                            .replaceWith(more);
                }));
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

    private Uni<Void> commit(Standing from, List<Object> rows, Standing to) {
        return sessions.withTransaction(session -> Standing.locked(session)
                .chain(held -> held.equals(from)
                        ? merged(session, rows)
                                .chain(session::flush)
                                .chain(() -> from.rebuilding() && !to.rebuilding()
                                        ? tidy(session)
                                        : Uni.createFrom().voidItem())
                                .chain(() -> to.write(session))
                        : Uni.createFrom().voidItem()));
    }

    private static Uni<Void> merged(Mutiny.Session session, List<Object> rows) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> merged(session, row))
                .onItem()
                .ignoreAsUni();
    }

    /** A later try of the same revision may have announced more: its phase stays, or services would be sent back. */
    private static Uni<Object> merged(Mutiny.Session session, Object row) {
        return row instanceof ListedPhase phase
                ? session.find(ListedPhase.class, phase.id)
                        .chain(known -> known != null && known.version > phase.version
                                ? Uni.createFrom().item(known)
                                : session.merge(row))
                : session.merge(row);
    }

    private static Uni<Void> tidy(Mutiny.Session session) {
        Uni<Void> tidied = Uni.createFrom().voidItem();
        for (String sql : REMOVE_WHAT_NOTHING_SPEAKS_OF) {
            tidied = tidied.chain(
                    () -> session.createNativeQuery(sql).executeUpdate().replaceWithVoid());
        }
        return tidied;
    }
}
