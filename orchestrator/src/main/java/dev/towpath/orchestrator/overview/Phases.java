package dev.towpath.orchestrator.overview;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.MessageTypes;
import dev.towpath.contracts.event.PhaseAnnounced;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.RolloutSubmitted;
import dev.towpath.orchestrator.eventstore.EventStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What services see of every revision, never older than what {@code towpath.phases} said before: the read model, and on
 * top of it the rollouts whose phase the log has changed since. A service that hears both ways never goes backward.
 */
@ApplicationScoped
public class Phases {
    /** Further behind than this, or while it is built anew, the read model is of no help. */
    private static final int LONGEST_TAIL = 1_000;

    /** One statement, so that read model and log are of one moment. A phase begins with a submission or a change. */
    private static final String READ = """
            WITH checkpoint AS (
              SELECT generation, tx, position FROM overview_checkpoint
               WHERE name = $3 AND shape = $4 AND NOT EXISTS (SELECT FROM overview_checkpoint WHERE name = $6)
            ), tail AS (
              SELECT e.stream, e.type
                FROM checkpoint c
               CROSS JOIN LATERAL (SELECT stream, type FROM event
                                    WHERE (generation, tx, position) > (c.generation, c.tx::text::xid8, c.position)
                                    ORDER BY generation, tx, position
                                    LIMIT $5) e
            )
            SELECT (SELECT coalesce(json_agg(json_build_object(
                             'rollout_id', rollout_id, 'database', database, 'revision', revision,
                             'phase', lower(phase), 'percentage', percentage, 'version', version, 'since', since)), '[]')
                      FROM overview_phase
                     WHERE $1 = '' OR database = $1)::text AS projected,
                   array(SELECT DISTINCT stream FROM tail
                          WHERE type = ANY ($2) AND ($1 = '' OR starts_with(stream, $1 || '.'))) AS moved,
                   NOT EXISTS (SELECT FROM checkpoint) OR (SELECT count(*) FROM tail) >= $5 AS behind""";

    private static final String[] TURNS = {MessageTypes.of(RolloutSubmitted.class), MessageTypes.of(PhaseChanged.class)
    };

    private final Pool pool;
    private final EventStore events;
    private final MessageCodec codec;

    Phases(Pool pool, EventStore events, MessageCodec codec) {
        this.pool = pool;
        this.events = events;
        this.codec = codec;
    }

    /** Of one database, or of all, by database and revision. */
    public Uni<List<PhaseAnnounced>> list(Optional<DatabaseId> database) {
        String name = database.map(DatabaseId::value).orElse("");
        Tuple parameters = Tuple.tuple()
                .addString(name)
                .addArrayOfString(TURNS)
                .addString(OverviewCheckpoint.NAME)
                .addInteger(OverviewProjector.SHAPE)
                .addInteger(LONGEST_TAIL)
                .addString(OverviewCheckpoint.REBUILD);
        return pool.preparedQuery(READ)
                .execute(parameters)
                .map(rows -> rows.iterator().next())
                .chain(row -> moved(row, name).chain(this::announced).map(moved -> latest(projected(row), moved)));
    }

    private Uni<List<String>> moved(Row row, String database) {
        return row.getBoolean("behind")
                ? events.streams(database.isEmpty() ? "" : database + ".").map(Phases::rollouts)
                : Uni.createFrom().item(List.of(row.getArrayOfStrings("moved")));
    }

    private static List<String> rollouts(List<String> streams) {
        return streams.stream().filter(stream -> stream.indexOf('/') < 0).toList();
    }

    private Uni<List<PhaseAnnounced>> announced(List<String> streams) {
        return Multi.createFrom()
                .iterable(streams)
                .onItem()
                .transformToUniAndConcatenate(events::read)
                .collect()
                .asList()
                .map(all -> all.stream()
                        .flatMap(stream -> FoldedRollout.of(stream).stream())
                        .flatMap(rollout -> rollout.phases().stream())
                        .toList());
    }

    private List<PhaseAnnounced> projected(Row row) {
        try {
            return List.of(codec.mapper().readValue(row.getString("projected"), PhaseAnnounced[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored phase can't be read", e);
        }
    }

    /** Tries of one revision share a row; the highest version is the latest. */
    private static List<PhaseAnnounced> latest(Collection<PhaseAnnounced> some, Collection<PhaseAnnounced> more) {
        Map<String, PhaseAnnounced> latest = new TreeMap<>();
        for (Collection<PhaseAnnounced> phases : List.of(some, more)) {
            phases.forEach(phase -> latest.merge(
                    phase.database() + "/" + phase.revision(),
                    phase,
                    (one, other) -> one.version() > other.version() ? one : other));
        }
        return List.copyOf(latest.values());
    }
}
