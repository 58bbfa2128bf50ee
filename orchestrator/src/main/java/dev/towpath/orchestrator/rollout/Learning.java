package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.StoreWentBack;
import dev.towpath.contracts.event.LedgerAhead;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StepAskedAfter;
import dev.towpath.contracts.event.RolloutEvent.StepsLearned;
import dev.towpath.contracts.outcome.LedgerReported;
import dev.towpath.orchestrator.rollout.state.Course;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Registered;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.Position.Allowed;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Cleared;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Queued;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.NoRollout;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store that was put back to an earlier moment, under agents that went on: told by what their ledgers know more. A ledger
 * that took in a command which the log has not sent, or whose commands began anew, is ahead. What it proves to be done
 * counts as done, and the step that is with the agent is asked after, since its end may have been told to the store as it
 * was. Gates are passed as ever: who had opened one is forgotten.
 */
public final class Learning {
    private Learning() {}

    /**
     * A rollout as the log knows it.
     *
     * @param sent number of the last command to the agent; 0 of a rollout that is not known
     */
    public record Logged(RolloutState state, long sent) {
        static final Logged NOTHING = new Logged(RolloutState.NONE, 0);
    }

    /** What is new about the store; nothing in all but a few lives. */
    public static Optional<DatabaseEvent> of(
            DatabaseState database, LedgerReported report, Map<RolloutId, Logged> logged) {
        if (!(database instanceof Registered known)) {
            return Optional.empty();
        }
        List<LedgerAhead> ahead = report.rollouts().stream()
                .map(account -> compared(account, logged.getOrDefault(account.rolloutId(), Logged.NOTHING)))
                .flatMap(Optional::stream)
                .filter(found -> !known.target().knows(found))
                .toList();
        return ahead.isEmpty() ? Optional.empty() : Optional.of(new StoreWentBack(ahead));
    }

    private static Optional<LedgerAhead> compared(LedgerReported.Account account, Logged logged) {
        List<StepId> unlearned = unlearned(account.steps(), logged.state());
        boolean isOver = logged.state() instanceof Submitted && !(isOpen(logged.state()));
        boolean isAhead = account.received() > logged.sent() || account.history() > 0;
        return !unlearned.isEmpty() || isAhead && !isOver
                ? Optional.of(new LedgerAhead(
                        account.rolloutId(), account.received(), logged.sent(), account.history(), unlearned))
                : Optional.empty();
    }

    /** A rollout that was given up before this was known has left something, which nobody takes back by itself. */
    private static List<StepId> unlearned(List<StepId> proven, RolloutState state) {
        return switch (state) {
            case InMotion moving -> moving.course().unlearned(proven);
            case RolledBack(var opened, var course) -> left(proven, course);
            case Aborted(var opened, var course, var leftovers) -> left(proven, course);
            case Unplannable failed -> proven;
            case Planning planning -> proven;
            case NoRollout none -> proven;
            case Completed done -> List.of();
        };
    }

    private static List<StepId> left(List<StepId> proven, Optional<Course> course) {
        return course.map(known -> known.unlearned(proven)).orElse(proven);
    }

    private static boolean isOpen(RolloutState state) {
        return state instanceof InMotion || state instanceof Planning;
    }

    /** What was noted while there was no plan by which it could be learned; for {@code planned}, as soon as there is one. */
    static List<RolloutEvent> noted(RolloutState planned, DatabaseState database) {
        if (!(planned instanceof InMotion moving)) {
            return List.of();
        }
        List<StepId> proven = database.target().ahead().stream()
                .filter(noted -> noted.rolloutId().equals(moving.opened().id()))
                .flatMap(noted -> noted.steps().stream())
                .toList();
        List<StepId> steps = moving.course().unlearned(proven);
        return steps.isEmpty() ? List.of() : List.of(new StepsLearned(steps));
    }

    static Decision<RolloutEvent> decide(Submitted state, List<StepId> proven, Asked asked) {
        if (!(state instanceof InMotion moving)) {
            return RolloutDecider.done("There is no plan yet by which steps could be known.");
        }
        List<RolloutEvent> events = new ArrayList<>();
        List<StepId> unlearned = moving.course().unlearned(proven).stream()
                .filter(step -> !isNext(moving.at(), step))
                .toList();
        if (!unlearned.isEmpty()) {
            events.add(new StepsLearned(unlearned));
        }
        withAgent(moving).ifPresent(events::add);
        return events.isEmpty()
                ? RolloutDecider.done("The log knows what the ledger knows.")
                : RolloutDecider.accept(state, events, asked);
    }

    private static Optional<StepAskedAfter> withAgent(InMotion moving) {
        return switch (moving.at()) {
            case AtStep at -> Optional.of(new StepAskedAfter(at.step().id(), at.attempt()));
            case Withdrawing at -> Optional.of(new StepAskedAfter(at.step().id(), at.attempt()));
            case Due due -> Optional.empty();
            case AtGate gate -> Optional.empty();
            case Queued queued -> Optional.empty();
            case Allowed allowed -> Optional.empty();
            case Cleared cleared -> Optional.empty();
            case Stopped stopped -> Optional.empty();
        };
    }

    /** What is about to be sent is reported by the agent when it comes there. */
    private static boolean isNext(Position position, StepId step) {
        return switch (position) {
            case Queued at -> at.step().id().equals(step);
            case Allowed at -> at.step().id().equals(step);
            case Cleared cleared -> isNext(cleared.before(), step);
            case AtStep at -> false;
            case Withdrawing at -> false;
            case Stopped at -> false;
            case Due due -> false;
            case AtGate gate -> false;
        };
    }
}
