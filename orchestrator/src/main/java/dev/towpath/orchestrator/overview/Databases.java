package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.orchestrator.databases.AgentSeen;
import dev.towpath.orchestrator.databases.AgentsSeen;
import dev.towpath.orchestrator.databases.DatabaseStates;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
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
    private final DatabaseStates states;
    private final Clock clock;

    Databases(Mutiny.SessionFactory sessions, AgentsSeen agents, DatabaseStates states, Clock clock) {
        this.sessions = sessions;
        this.agents = agents;
        this.states = states;
        this.clock = clock;
    }

    /** All of them, by id; which there are is from the read model, so maybe a moment behind. */
    public Uni<List<DatabaseDocument>> list() {
        return sessions.withSession(
                        session -> session.createQuery("from ListedDatabase order by id", ListedDatabase.class)
                                .getResultList())
                .chain(rows -> agents.all().chain(seen -> documents(rows, byDatabase(seen))));
    }

    private Uni<List<DatabaseDocument>> documents(List<ListedDatabase> rows, Map<String, AgentSeen> agentOf) {
        Instant now = clock.instant();
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> states.now(new DatabaseId(row.id))
                        .map(state -> DatabaseDocument.of(row, agentOf.get(row.id), state, now)))
                .collect()
                .asList();
    }

    private static Map<String, AgentSeen> byDatabase(List<AgentSeen> seen) {
        return seen.stream()
                .collect(Collectors.toMap(agent -> agent.announced().database().value(), Function.identity()));
    }
}
