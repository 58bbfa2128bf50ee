package dev.towpath.orchestrator.overview;

import dev.towpath.orchestrator.rollout.ServiceWaiting;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of the rollout list: what it is filtered and sorted by, and the {@link RolloutDocument} as JSON. */
@Entity
@Table(name = "overview_rollout")
class ListedRollout {
    @Id
    String id = "";

    @Column(nullable = false)
    String database = "";

    @Column(nullable = false)
    String state = "";

    @Column(nullable = false)
    Instant created = Instant.EPOCH;

    /** Version of the stream that {@link #document} shows. */
    @Column(nullable = false)
    long version;

    @Column(nullable = false)
    String document = "";

    /** Whether it goes on when services do something. */
    @Column(name = "waits_for_services", nullable = false)
    boolean waitsForServices;

    static ListedRollout of(FoldedRollout rollout, RolloutJson json) {
        RolloutDocument document = rollout.document(rollout.state().opened().changedAt());
        ListedRollout row = new ListedRollout();
        row.id = document.id().toString();
        row.database = document.database().value();
        row.state = document.state();
        row.created = document.created();
        row.version = document.version();
        row.waitsForServices = ServiceWaiting.of(rollout.state());
        row.document = json.write(document);
        return row;
    }
}
