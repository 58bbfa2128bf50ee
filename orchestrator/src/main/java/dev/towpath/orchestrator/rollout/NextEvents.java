package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.Obstacle;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.PlanHeldBack;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.event.RolloutEvent.RolloutAborted;
import dev.towpath.orchestrator.rollout.state.Leftovers;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.PlanAsk;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.NoRollout;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;
import java.util.List;

/**
 * What follows by itself, until the rollout waits for somebody: a person, the agent, the services or the clock. Nothing
 * follows while it is paused, while its target has lost something, or forward before it is started.
 */
final class NextEvents {
    private NextEvents() {}

    /** The next events that belong together, in order; none if it waits. */
    static List<RolloutEvent> after(RolloutState state, Asked asked) {
        List<RolloutEvent> ofDatabase = noted(state, asked);
        if (!ofDatabase.isEmpty()) {
            return ofDatabase;
        }
        List<RolloutEvent> ofTarget = Losing.noted(state, asked.database());
        return ofTarget.isEmpty() ? onTheWayOrSilent(state, asked) : ofTarget;
    }

    private static List<RolloutEvent> onTheWayOrSilent(RolloutState state, Asked asked) {
        List<RolloutEvent> next = onTheWay(state, asked);
        return next.isEmpty() ? AgentSilence.noticed(state, asked.database()) : next;
    }

    /** The pause of the database comes before anything else that follows, and its end too; an abort knows neither. */
    private static List<RolloutEvent> noted(RolloutState state, Asked asked) {
        return state instanceof Planning || state instanceof Underway || state instanceof RollingBack
                ? Pausing.noted(((Submitted) state).opened(), asked.database())
                : List.of();
    }

    private static List<RolloutEvent> onTheWay(RolloutState state, Asked asked) {
        return switch (state) {
            case Underway underway when !isHeld(underway.opened()) -> new WayForward(underway, asked).next();
            case RollingBack back when !isInterrupted(back.opened()) -> new WayBack(back, asked).next();
            case Underway held -> List.of();
            case RollingBack interrupted -> List.of();
            case NoRollout none -> List.of();
            case Planning planning when !planning.opened().paused() -> towardsPlan(planning, asked);
            case Planning paused -> List.of();
            case Unplannable end -> List.of();
            case Completed end -> List.of();
            case Aborting aborting
            when aborting.at() instanceof Due -> List.of(new RolloutAborted(Leftovers.of(aborting.course())));
            case Aborting aborting -> List.of();
            case Aborted end -> List.of();
            case RolledBack end -> List.of();
        };
    }

    private static boolean isHeld(Opened opened) {
        return isInterrupted(opened) || opened.withheld();
    }

    private static boolean isInterrupted(Opened opened) {
        return opened.paused() || opened.lost().isPresent();
    }

    private static List<RolloutEvent> towardsPlan(Planning planning, Asked asked) {
        return switch (planning.ask()) {
            case PlanAsk.Sent sent -> List.of();
            case PlanAsk.Due due -> ask(planning, List.of(), asked);
            case PlanAsk.HeldBack held -> ask(planning, held.by(), asked);
        };
    }

    private static List<RolloutEvent> ask(Planning planning, List<Obstacle> known, Asked asked) {
        List<Obstacle> obstacles = Obstacles.of(planning, asked.database(), asked.now());
        if (obstacles.isEmpty()) {
            return List.of(new PlanRequested());
        }
        return obstacles.equals(known) ? List.of() : List.of(new PlanHeldBack(obstacles));
    }
}
