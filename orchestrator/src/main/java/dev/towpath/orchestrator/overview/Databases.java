package dev.towpath.orchestrator.overview;

import dev.towpath.orchestrator.databases.AgentSeen;
import dev.towpath.orchestrator.databases.AgentsSeen;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Answers what is known of databases, and of the agents that serve them. */
@ApplicationScoped
public class Databases {
    private final Mutiny.SessionFactory sessions;
    private final AgentsSeen agents;

    Databases(Mutiny.SessionFactory sessions, AgentsSeen agents) {
        this.sessions = sessions;
        this.agents = agents;
    }

    /** All of them, by id; from the read model, so maybe a moment behind. */
    public Uni<List<DatabaseDocument>> list() {
        return sessions.withSession(
                        session -> session.createQuery("from ListedDatabase order by id", ListedDatabase.class)
                                .getResultList())
                .chain(rows -> agents.all().map(seen -> join(rows, seen)));
    }

    private static List<DatabaseDocument> join(List<ListedDatabase> rows, List<AgentSeen> seen) {
        Map<String, AgentSeen> byDatabase = seen.stream()
                .collect(Collectors.toMap(agent -> agent.announced().database().value(), Function.identity()));
        return rows.stream()
                .map(row -> DatabaseDocument.of(row, byDatabase.get(row.id)))
                .toList();
    }
}
