package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.orchestrator.config.TowpathConfig;
import dev.towpath.orchestrator.databases.AgentSeen;
import dev.towpath.orchestrator.databases.AgentsSeen;
import dev.towpath.orchestrator.rollout.view.RolloutView.WaitingFor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds to rollouts what is not history: the rows of a running backfill, and an agent that is silent. */
@ApplicationScoped
class Observations {
    private final AgentsSeen agents;
    private final BackfillProgressFeed progress;
    private final Clock clock;
    private final Duration silentAfter;

    Observations(AgentsSeen agents, BackfillProgressFeed progress, Clock clock, TowpathConfig config) {
        this.agents = agents;
        this.progress = progress;
        this.clock = clock;
        this.silentAfter = config.agent().silentAfter();
    }

    /** The same rollouts, as of now. */
    Uni<List<RolloutDocument>> addTo(List<RolloutDocument> rollouts) {
        return agents.all().map(all -> {
            Map<DatabaseId, AgentSeen> seen = all.stream()
                    .collect(Collectors.toMap(agent -> agent.announced().database(), Function.identity()));
            return rollouts.stream()
                    .map(rollout -> addTo(rollout, seen.get(rollout.database())))
                    .toList();
        });
    }

    private RolloutDocument addTo(RolloutDocument rollout, @Nullable AgentSeen agent) {
        return rollout.last()
                ? rollout
                : rollout.observed(progress.addTo(rollout.id(), rollout.progress()), silence(rollout, agent));
    }

    private List<WaitingFor> silence(RolloutDocument rollout, @Nullable AgentSeen agent) {
        if (agent == null) {
            return List.of(new WaitingFor(
                    "agent",
                    rollout.created(),
                    "No agent of database " + rollout.database() + " was ever heard of; start one."));
        }
        Instant seen = agent.seenAt();
        if (!seen.plus(silentAfter).isBefore(clock.instant())) {
            return halted(rollout, agent);
        }
        if (rollout.waitingFor().stream()
                .anyMatch(waiting -> waiting.condition().equals("agent"))) {
            return List.of();
        }
        return List.of(new WaitingFor(
                "agent", seen, "The agent of database " + rollout.database() + " was last heard of at " + seen + "."));
    }

    private static List<WaitingFor> halted(RolloutDocument rollout, AgentSeen agent) {
        return agent.announced().halted()
                ? List.of(new WaitingFor(
                        "brake",
                        agent.seenAt(),
                        "The agent of database " + rollout.database()
                                + " is halted by towpath.control; set halted to false on the target to go on."))
                : List.of();
    }
}
