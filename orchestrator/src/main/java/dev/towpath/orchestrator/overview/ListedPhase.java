package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.PhaseAnnounced;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What services see of the latest try of a revision: the value last announced on {@code towpath.phases}. */
@Entity
@Table(name = "overview_phase")
class ListedPhase {
    /** {@code <database>/<revision>}, the message's key on the topic. */
    @Id
    String id = "";

    @Column(name = "rollout_id", nullable = false)
    String rolloutId = "";

    @Column(nullable = false)
    String database = "";

    @Column(nullable = false)
    String revision = "";

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    Phase phase = Phase.OLD;

    @Column(nullable = false)
    int percentage;

    @Column(nullable = false)
    long version;

    @Column(nullable = false)
    Instant since = Instant.EPOCH;

    static ListedPhase of(PhaseAnnounced announced) {
        ListedPhase row = new ListedPhase();
        row.id = announced.database() + "/" + announced.revision();
        row.rolloutId = announced.rolloutId().toString();
        row.database = announced.database().value();
        row.revision = announced.revision().value();
        row.phase = announced.phase();
        row.percentage = announced.percentage();
        row.version = announced.version();
        row.since = announced.since();
        return row;
    }

    PhaseAnnounced announcement() {
        return new PhaseAnnounced(
                RolloutId.parse(rolloutId),
                new DatabaseId(database),
                new Revision(revision),
                phase,
                percentage,
                version,
                since);
    }
}
