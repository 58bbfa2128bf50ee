package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.event.PhaseAnnounced;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What services see of every revision: the values last announced on {@code towpath.phases}, from the read model. */
@ApplicationScoped
public class Phases {
    private final Mutiny.SessionFactory sessions;

    Phases(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Of one database, or of all, by database and revision. */
    public Uni<List<PhaseAnnounced>> list(Optional<DatabaseId> database) {
        return sessions.withSession(session -> session.createQuery(
                                "from ListedPhase where :database = '' or database = :database order by id",
                                ListedPhase.class)
                        .setParameter(
                                "database", database.map(DatabaseId::value).orElse(""))
                        .getResultList())
                .map(rows -> rows.stream().map(ListedPhase::announcement).toList());
    }
}
