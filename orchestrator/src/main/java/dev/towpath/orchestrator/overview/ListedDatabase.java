package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.event.DatabaseEvent.DatabaseRegistered;
import dev.towpath.contracts.event.Recorded;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;

/** A registered database. Whether its agent lives is an observation and stands elsewhere. */
@Entity
@Table(name = "overview_database")
class ListedDatabase {
    @Id
    String id = "";

    @Column(nullable = false)
    String engine = "";

    @Column(nullable = false)
    Instant registered = Instant.EPOCH;

    @Column(name = "registered_by", nullable = false)
    String registeredBy = "";

    static ListedDatabase of(DatabaseRegistered event, Recorded<?> recorded) {
        ListedDatabase row = new ListedDatabase();
        row.id = event.database().value();
        row.engine = event.engine().name().toLowerCase(Locale.ROOT);
        row.registered = recorded.time();
        row.registeredBy = recorded.actor();
        return row;
    }
}
