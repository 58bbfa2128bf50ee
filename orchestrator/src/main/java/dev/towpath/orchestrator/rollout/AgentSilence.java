package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.AgentFellSilent;
import dev.towpath.contracts.event.DatabaseEvent.AgentHeardAgain;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.AgentAwaited;
import dev.towpath.contracts.event.RolloutEvent.AgentReturned;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Registered;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Unknown;
import dev.towpath.orchestrator.rollout.state.PlanAsk;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An agent of which nothing is heard. That is recorded once on its database, and in the history of each rollout that waits
 * for it, so that history explains why nothing happened for so long. It decides nothing: a command to a silent agent stays
 * on its topic, and is executed when the agent is back.
 */
public final class AgentSilence {
    private AgentSilence() {}

    /**
     * What is new about the agent of a database; nothing if that is known. Silence is counted from when somebody began to
     * listen, and ends by nothing but a word.
     *
     * @param lastHeard when its last word came in
     * @param listeningSince since when its words can have been heard
     */
    public static List<DatabaseEvent> of(
            DatabaseState database, Instant lastHeard, Instant listeningSince, Instant now, Duration silentAfter) {
        return switch (database) {
            case Unknown unknown -> List.of();
            case Registered known
            when known.agentSilentSince().isPresent() ->
                lastHeard.isAfter(known.agentSilentSince().get())
                                && !isSilent(lastHeard, listeningSince, now, silentAfter)
                        ? List.of(new AgentHeardAgain())
                        : List.of();
            case Registered known ->
                isSilent(lastHeard, listeningSince, now, silentAfter)
                        ? List.of(new AgentFellSilent(lastHeard))
                        : List.of();
        };
    }

    private static boolean isSilent(Instant lastHeard, Instant listeningSince, Instant now, Duration silentAfter) {
        Instant since = lastHeard.isAfter(listeningSince) ? lastHeard : listeningSince;
        return since.plus(silentAfter).isBefore(now);
    }

    /** What a rollout has to say about it; what has ended has nothing to say any more. */
    static List<RolloutEvent> noticed(RolloutState state, DatabaseState database) {
        return switch (state) {
            case Planning planning -> noticed(planning, planning.ask() instanceof PlanAsk.Sent, database);
            case InMotion moving -> noticed(moving, isWithAgent(moving.at()), database);
            case RolloutState other -> List.of();
        };
    }

    private static List<RolloutEvent> noticed(Submitted state, boolean isWithAgent, DatabaseState database) {
        Optional<Instant> known = state.opened().silentSince();
        Optional<Instant> silent = isWithAgent ? database.agentSilentSince() : Optional.empty();
        return known.isPresent() == silent.isPresent()
                ? List.of()
                : List.of(silent.<RolloutEvent>map(AgentAwaited::new).orElseGet(AgentReturned::new));
    }

    private static boolean isWithAgent(Position position) {
        return switch (position) {
            case Position.AtStep at -> true;
            case Position.Withdrawing at -> true;
            case Position.Due due -> false;
            case Position.AtGate gate -> false;
            case Position.Queued queued -> false;
            case Position.Allowed allowed -> false;
            case Position.Cleared cleared -> false;
            case Position.Stopped stopped -> false;
        };
    }
}
