package dev.towpath.orchestrator.timer;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.orchestrator.databases.AgentSeen;
import dev.towpath.orchestrator.databases.AgentsSeen;
import dev.towpath.orchestrator.handling.SilenceHandling;
import dev.towpath.orchestrator.station.Rounds;
import dev.towpath.orchestrator.station.Station;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks every second which agents are silent, and has it recorded when that changes. Every orchestrator looks; {@link
 * SilenceHandling} lets one be heard. Time before this process began to listen is nobody's silence.
 *
 * <p>Failure semantics: a look that failed is repeated in the next round.
 */
@Singleton
public final class AgentsWatch implements Station {
    private static final Duration ROUND = Duration.ofSeconds(1);
    /** Two announcements may be missed: they come every 5 s. */
    private static final Duration LATELY = Duration.ofSeconds(10);

    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final AgentsSeen agents;
    private final SilenceHandling handling;
    private final Clock clock;
    /** Agents of which the log says nothing else, so that it is not asked each second. */
    private final Set<DatabaseId> notSilent = ConcurrentHashMap.newKeySet();

    private final Rounds rounds;
    private Instant listeningSince = Instant.MAX;
    private Instant forgotten = Instant.EPOCH;

    AgentsWatch(AgentsSeen agents, SilenceHandling handling, Clock clock) {
        this.agents = agents;
        this.handling = handling;
        this.clock = clock;
        this.rounds = new Rounds("look after silent agents", ROUND, this::round);
    }

    @Override
    public void start() {
        listeningSince = clock.instant();
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private Uni<Void> round() {
        Instant now = clock.instant();
        forgetNowAndThen(now);
        return agents.all()
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem()
                .transformToUniAndConcatenate(agent -> look(agent, now))
                .onItem()
                .ignoreAsUni();
    }

    /** An agent that spoke lately, and is not known to be silent, is no news. */
    private Uni<Void> look(AgentSeen agent, Instant now) {
        DatabaseId database = agent.announced().database();
        if (!agent.seenAt().plus(LATELY).isBefore(now) && notSilent.contains(database)) {
            return Uni.createFrom().voidItem();
        }
        return handling.notice(agent, listeningSince, now)
                .invoke(silent -> {
                    if (silent) {
                        notSilent.remove(database);
                    } else {
                        notSilent.add(database);
                    }
                })
                .replaceWithVoid();
    }

    /** What another orchestrator may have recorded meanwhile is looked up now and then. */
    private void forgetNowAndThen(Instant now) {
        if (now.isAfter(forgotten.plus(REFRESH))) {
            forgotten = now;
            notSilent.clear();
        }
    }
}
