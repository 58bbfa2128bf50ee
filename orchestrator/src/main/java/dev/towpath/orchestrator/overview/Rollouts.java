package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.eventstore.EventStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Answers what is known of rollouts. One rollout comes from its own events and is never older than an answered command;
 * the list comes from the read model and may be a moment behind.
 */
@ApplicationScoped
public class Rollouts {
    private final Mutiny.SessionFactory sessions;
    private final EventStore events;
    private final RolloutJson json;
    private final Observations observations;
    private final Clock clock;

    Rollouts(
            Mutiny.SessionFactory sessions,
            EventStore events,
            RolloutJson json,
            Observations observations,
            Clock clock) {
        this.sessions = sessions;
        this.events = events;
        this.json = json;
        this.observations = observations;
        this.clock = clock;
    }

    /** Empty if nothing was ever submitted under that id. */
    public Uni<Optional<RolloutDocument>> find(RolloutId id) {
        return told(id).chain(
                        found -> observations.addTo(found.stream().toList()).map(seen -> seen.stream()
                                .findFirst()));
    }

    /** How it stood at {@code moment}, from its own events up to then. */
    public Uni<Then> at(RolloutId id, Moment moment) {
        return events.read(id.toString()).map(stream -> Then.of(stream, moment, clock.instant()));
    }

    /** The frozen plan; the outer one is empty for an unknown rollout, the inner one while there is no plan. */
    public Uni<Optional<Optional<Plan>>> plan(RolloutId id) {
        return folded(id).map(found -> found.map(FoldedRollout::plan));
    }

    /** Newest first. */
    public Uni<List<RolloutDocument>> list(Optional<DatabaseId> database, Optional<String> state) {
        return sessions.withSession(session -> session.createQuery(
                                "from ListedRollout where (:database = '' or database = :database)"
                                        + " and (:state = '' or state = :state) order by created desc, id",
                                ListedRollout.class)
                        .setParameter(
                                "database", database.map(DatabaseId::value).orElse(""))
                        .setParameter("state", state.orElse(""))
                        .getResultList())
                .chain(this::documents)
                .chain(observations::addTo);
    }

    /** A row of another shape, which a rebuild has not reached yet, is told from the log instead. */
    private Uni<List<RolloutDocument>> documents(List<ListedRollout> rows) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> json.read(row.document)
                        .map(document -> Uni.createFrom().item(Optional.of(document)))
                        .orElseGet(() -> told(RolloutId.parse(row.id))))
                .collect()
                .asList()
                .map(all -> all.stream().flatMap(Optional::stream).toList());
    }

    private Uni<Optional<RolloutDocument>> told(RolloutId id) {
        return folded(id).map(found -> found.map(rollout -> rollout.document(clock.instant())));
    }

    private Uni<Optional<FoldedRollout>> folded(RolloutId id) {
        return events.read(id.toString()).map(FoldedRollout::of);
    }
}
