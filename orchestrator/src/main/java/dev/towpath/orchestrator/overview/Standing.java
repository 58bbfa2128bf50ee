package dev.towpath.orchestrator.overview;

import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Where the read models stand: how far they follow the log, and beside it, while they are rebuilt, how far the rebuild has
 * come from the first event on.
 *
 * @param shape of the rows; 0 if there are none
 * @param followed the last event that was projected when it was news
 * @param rebuilt the last event that the rebuild has projected; without meaning unless {@code rebuilding}
 */
record Standing(int shape, Cursor followed, boolean rebuilding, Cursor rebuilt) {
    static Uni<Standing> read(Mutiny.Session session) {
        return read(session, LockMode.NONE);
    }

    /** Read while nobody else can move it, until the transaction ends. */
    static Uni<Standing> locked(Mutiny.Session session) {
        return read(session, LockMode.PESSIMISTIC_WRITE);
    }

    private static Uni<Standing> read(Mutiny.Session session, LockMode lock) {
        return session.find(OverviewCheckpoint.class, OverviewCheckpoint.NAME, lock)
                .chain(live -> session.find(OverviewCheckpoint.class, OverviewCheckpoint.REBUILD)
                        .map(rebuild -> of(live, rebuild)));
    }

    private static Standing of(@Nullable OverviewCheckpoint live, @Nullable OverviewCheckpoint rebuild) {
        return new Standing(
                live == null ? 0 : live.shape,
                live == null ? Cursor.START : live.cursor(),
                rebuild != null,
                rebuild == null ? Cursor.START : rebuild.cursor());
    }

    /** The beginning of a rebuild, while the log is followed from {@code followed} on. */
    static Standing rebuildingFromTheStart(int shape, Cursor followed) {
        return new Standing(shape, followed, true, Cursor.START);
    }

    /** A rebuild has come to its end where it meets what was followed all the time. */
    Standing after(List<StoredEvent> news, List<StoredEvent> again) {
        Cursor nextFollowed = last(news, followed);
        Cursor nextRebuilt = last(again, rebuilt);
        boolean goesOn = rebuilding && !again.isEmpty() && nextRebuilt.compareTo(nextFollowed) < 0;
        return new Standing(shape, nextFollowed, goesOn, goesOn ? nextRebuilt : Cursor.START);
    }

    private static Cursor last(List<StoredEvent> batch, Cursor otherwise) {
        return batch.isEmpty() ? otherwise : batch.getLast().cursor();
    }

    Uni<Void> write(Mutiny.Session session) {
        OverviewCheckpoint live = OverviewCheckpoint.of(OverviewCheckpoint.NAME, shape, followed);
        return session.merge(live)
                .chain(() -> rebuilding
                        ? session.merge(OverviewCheckpoint.of(OverviewCheckpoint.REBUILD, shape, rebuilt))
                                .replaceWithVoid()
                        : session.createMutationQuery("delete from OverviewCheckpoint where name = :name")
                                .setParameter("name", OverviewCheckpoint.REBUILD)
                                .executeUpdate()
                                .replaceWithVoid());
    }
}
