package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.event.Obstacle;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.AgentAwaited;
import dev.towpath.contracts.event.RolloutEvent.AgentReturned;
import dev.towpath.contracts.event.RolloutEvent.BackfillTuned;
import dev.towpath.contracts.event.RolloutEvent.NoteAdded;
import dev.towpath.contracts.event.RolloutEvent.PausedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.PlanConflicted;
import dev.towpath.contracts.event.RolloutEvent.PlanFrozen;
import dev.towpath.contracts.event.RolloutEvent.PlanHeldBack;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.event.RolloutEvent.PlanningFailed;
import dev.towpath.contracts.event.RolloutEvent.RolloutAborted;
import dev.towpath.contracts.event.RolloutEvent.RolloutRolledBack;
import dev.towpath.contracts.event.RolloutEvent.RolloutStarted;
import dev.towpath.contracts.event.RolloutEvent.RolloutSubmitted;
import dev.towpath.contracts.event.RolloutEvent.StartWithheld;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.NoRollout;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Folds events into {@link RolloutState}. An event that cannot follow throws; none is passed over in silence. */
final class RolloutFold {
    /** What stands beside an event in the log. */
    record Stamp(long version, Instant time, String actor, String reason) {
        Opened on(Opened opened) {
            return opened.at(version, time);
        }

        Hold hold() {
            return new Hold(actor, reason, time);
        }
    }

    private RolloutFold() {}

    static RolloutState fold(RolloutState state, Stamp stamp, RolloutEvent event) {
        if (stamp.version() != state.version() + 1) {
            throw new IllegalStateException("version " + stamp.version() + " cannot follow " + state.version());
        }
        return switch (state) {
            case NoRollout none -> submitted(none, stamp, event);
            case Planning planning -> planning(planning.under(stamp.on(planning.opened())), stamp, event);
            case InMotion moving -> new MotionFold(moving.under(stamp.on(moving.opened())), stamp, event).folded();
            case Unplannable end -> throw misfit(end, event);
            case Completed end -> throw misfit(end, event);
            case RolledBack end -> throw misfit(end, event);
            case Aborted end -> throw misfit(end, event);
        };
    }

    private static RolloutState submitted(NoRollout none, Stamp stamp, RolloutEvent event) {
        if (event instanceof RolloutSubmitted(var id, var spec, var left)) {
            return new Planning(Opened.first(id, spec, stamp.actor(), left, stamp.time()), new PlanAsk.Due());
        }
        throw misfit(none, event);
    }

    private static RolloutState planning(Planning planning, Stamp stamp, RolloutEvent event) {
        Opened opened = planning.opened();
        if (event instanceof PlanHeldBack(var by)) {
            return heldBack(planning, stamp, by);
        }
        if (event instanceof PlanRequested && !(planning.ask() instanceof PlanAsk.Sent)) {
            return planning.asking(new PlanAsk.Sent(stamp.time(), planning.ask().found()));
        }
        if (event instanceof PlanConflicted(var conflicts)) {
            return conflicted(planning, stamp, conflicts);
        }
        if (event instanceof PlanFrozen(var plan)) {
            return new Underway(opened, Course.of(plan, stamp.time()), new Due());
        }
        if (event instanceof PlanningFailed(var failure)) {
            return new Unplannable(opened, failure);
        }
        if (event instanceof RolloutAborted(var leftovers)) {
            return new Aborted(opened, Optional.empty(), leftovers);
        }
        if (event instanceof RolloutRolledBack) {
            return new RolledBack(opened, Optional.empty());
        }
        if (event instanceof StartWithheld && stamp.version() == 2) {
            return planning.under(opened.withheld(true));
        }
        if (event instanceof PausedWithDatabase && planning.ask() instanceof PlanAsk.Due) {
            return meanwhile(
                    planning.asking(new PlanAsk.HeldBack(List.of(), stamp.time(), InTheWay.NOTHING)), stamp, event);
        }
        return meanwhile(planning.asking(planning.asked()), stamp, event);
    }

    /** What has nothing to do with the plan. */
    private static Planning meanwhile(Planning planning, Stamp stamp, RolloutEvent event) {
        Opened opened = planning.opened();
        if (event instanceof BackfillTuned(var batchDuration, var pause)) {
            return planning.under(opened.at(new Tempo(batchDuration, pause)));
        }
        if (event instanceof NoteAdded) {
            return planning;
        }
        if (event instanceof AgentAwaited(var lastHeard)) {
            return planning.under(opened.silentSince(Optional.of(lastHeard)));
        }
        if (event instanceof AgentReturned) {
            return planning.under(opened.silentSince(Optional.empty()));
        }
        if (event instanceof RolloutStarted && opened.withheld()) {
            return planning.under(opened.withheld(false));
        }
        return PauseFold.after(opened.pause(), stamp, event)
                .map(pause -> planning.under(opened.held(pause)))
                .orElseThrow(() -> misfit(planning, event));
    }

    private static Planning heldBack(Planning planning, Stamp stamp, List<Obstacle> by) {
        return switch (planning.ask()) {
            case PlanAsk.Due due -> planning.asking(new PlanAsk.HeldBack(by, stamp.time(), due.found()));
            case PlanAsk.HeldBack held -> planning.asking(new PlanAsk.HeldBack(by, held.since(), held.found()));
            case PlanAsk.Sent sent -> throw misfit(planning, new PlanHeldBack(by));
        };
    }

    private static Planning conflicted(Planning planning, Stamp stamp, List<Conflict> conflicts) {
        if (!(planning.asked() instanceof PlanAsk.Sent sent)) {
            throw misfit(planning, new PlanConflicted(conflicts));
        }
        InTheWay found = sent.found().again(conflicts, stamp.time());
        return planning.asking(new PlanAsk.HeldBack(List.of(), stamp.time(), found));
    }

    static IllegalStateException misfit(RolloutState state, RolloutEvent event) {
        return new IllegalStateException(event.getClass().getSimpleName() + " cannot follow version " + state.version()
                + " of a rollout that is " + state.getClass().getSimpleName());
    }
}
