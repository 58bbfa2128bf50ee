package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.AbortStarted;
import dev.towpath.contracts.event.RolloutEvent.RolloutAborted;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.state.Leftovers;
import dev.towpath.orchestrator.rollout.state.Position.Allowed;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Cleared;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Queued;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.util.List;
import java.util.Optional;

/**
 * Whether a rollout may end where it is, on the way forward or back, also beyond the point of no return. What was made
 * stays, so it must be wanted that something does. A step that is with the agent is withdrawn first: only when it has
 * ended it is known what stays.
 */
final class GivingUp {
    private GivingUp() {}

    static Decision<RolloutEvent> decide(Submitted state, boolean leaveInPlace, Asked asked) {
        return switch (state) {
            case Planning nothingDone -> RolloutDecider.accept(state, new RolloutAborted(List.of()), asked);
            case Underway underway -> decide(underway, leaveInPlace, asked);
            case RollingBack back -> decide(back, leaveInPlace, asked);
            case Aborting aborting -> RolloutDecider.done("The rollout is given up as soon as its step has ended.");
            case Aborted end -> RolloutDecider.done("The rollout is aborted.");
            case RolledBack end -> over(end, StateName.ROLLED_BACK);
            case Completed end -> over(end, StateName.COMPLETED);
            case Unplannable end -> over(end, StateName.FAILED);
        };
    }

    private static Decision<RolloutEvent> decide(InMotion moving, boolean leaveInPlace, Asked asked) {
        Optional<Step> running = withAgent(moving);
        List<Leftover> leftovers = Leftovers.of(moving.course());
        if (!leaveInPlace && (running.isPresent() || !leftovers.isEmpty())) {
            return RolloutDecider.reject(new RolloutRejection.WouldBeLeftBehind(
                    moving.opened().id(),
                    leftovers.stream().map(Leftover::object).toList(),
                    running.stream().map(Step::id).toList()));
        }
        return RolloutDecider.accept(
                moving, running.isPresent() ? new AbortStarted() : new RolloutAborted(leftovers), asked);
    }

    private static Optional<Step> withAgent(InMotion moving) {
        return switch (moving.at()) {
            case AtStep at -> Optional.of(at.step());
            case Withdrawing at -> Optional.of(at.step());
            case Due due -> Optional.empty();
            case AtGate gate -> Optional.empty();
            case Queued at -> Optional.empty();
            case Allowed allowed -> Optional.empty();
            case Cleared cleared -> Optional.empty();
            case Stopped stopped -> Optional.empty();
        };
    }

    /** Until the step has ended: what is reported is heard as ever, the agent may be asked, and nobody can change the course. */
    static Decision<RolloutEvent> meanwhile(Aborting state, RolloutCommand command, Asked asked) {
        Decision<RolloutEvent> tooLate = RolloutDecider.reject(
                new RolloutRejection.RolloutIsAborting(state.opened().id()));
        return switch (command) {
            case RolloutCommand.Start start -> tooLate;
            case RolloutCommand.Approve approve -> tooLate;
            case RolloutCommand.Reject reject -> tooLate;
            case RolloutCommand.WithdrawApproval withdraw -> tooLate;
            case RolloutCommand.Reopen reopen -> tooLate;
            case RolloutCommand.Skip skip -> tooLate;
            case RolloutCommand.Pause pause -> tooLate;
            case RolloutCommand.Resume resume -> tooLate;
            case RolloutCommand.Tune tune -> tooLate;
            case RolloutCommand.Resolve resolve -> tooLate;
            case RolloutCommand.RollBack rollBack -> tooLate;
            case RolloutCommand.Submit submit -> RolloutDecider.open(state, submit, asked);
            case RolloutCommand.AddNote note -> RolloutDecider.open(state, note, asked);
            case RolloutCommand.Retry retry -> RolloutDecider.open(state, retry, asked);
            case RolloutCommand.Abort abort -> RolloutDecider.open(state, abort, asked);
            case RolloutCommand.RecordPlan outcome -> RolloutDecider.open(state, outcome, asked);
            case RolloutCommand.RecordPlanConflicts outcome -> RolloutDecider.open(state, outcome, asked);
            case RolloutCommand.RecordPlanningFailure outcome -> RolloutDecider.open(state, outcome, asked);
            case RolloutCommand.RecordStepBlocked outcome -> RolloutDecider.open(state, outcome, asked);
            case RolloutCommand.RecordStepSuccess outcome -> RolloutDecider.open(state, outcome, asked);
            case RolloutCommand.RecordStepFailure outcome -> RolloutDecider.open(state, outcome, asked);
            case RolloutCommand.LearnFromLedger learn -> RolloutDecider.open(state, learn, asked);
            case RolloutCommand.NoticeTime notice -> RolloutDecider.open(state, notice, asked);
        };
    }

    private static Decision<RolloutEvent> over(Submitted end, StateName name) {
        return RolloutDecider.reject(
                new RolloutRejection.RolloutIsFinal(end.opened().id(), name));
    }
}
