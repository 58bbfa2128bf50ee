package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.NoteAdded;
import dev.towpath.contracts.event.RolloutEvent.RolloutSubmitted;
import dev.towpath.contracts.event.RolloutEvent.StartWithheld;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Decision.AlreadyDone;
import dev.towpath.orchestrator.rollout.Decision.Rejected;
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
import dev.towpath.orchestrator.rollout.state.StateName;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers every command in every state, and never throws. An accepted command brings its own event and then whatever
 * follows by itself, so that what is recorded together always ends where somebody else has to act.
 *
 * <p>An outcome is never rejected because it comes late or twice: what is known already is {@link AlreadyDone}. It is
 * rejected, as {@link RolloutRejection.OutcomeUnexpected}, only if this rollout cannot have caused it.
 */
public final class RolloutDecider {
    private RolloutDecider() {}

    public static Decision<RolloutEvent> decide(RolloutState state, RolloutCommand command, Asked asked) {
        return switch (state) {
            case NoRollout none
            when command instanceof RolloutCommand.Submit submit -> accept(none, opening(submit), asked);
            case NoRollout none -> reject(new RolloutRejection.UnknownRollout());
            case Completed end
            when command instanceof RolloutCommand.Submit ->
                reject(new RolloutRejection.RevisionCompleted(end.opened().id()));
            case Completed end -> ended(end, StateName.COMPLETED, command, asked);
            case Unplannable end -> ended(end, StateName.FAILED, command, asked);
            case RolledBack end -> ended(end, StateName.ROLLED_BACK, command, asked);
            case Planning planning -> open(planning, command, asked);
            case Underway underway -> open(underway, command, asked);
            case RollingBack back -> open(back, command, asked);
            case Aborting aborting -> GivingUp.meanwhile(aborting, command, asked);
            case Aborted end -> ended(end, StateName.ABORTED, command, asked);
        };
    }

    static Decision<RolloutEvent> open(Submitted state, RolloutCommand command, Asked asked) {
        return switch (command) {
            case RolloutCommand.Submit submit ->
                reject(new RolloutRejection.RolloutAlreadyOpen(state.opened().id()));
            case RolloutCommand.Approve approve -> Approving.decide(state, approve.gate(), asked);
            case RolloutCommand.Reject reject -> Rejecting.decide(state, reject.gate(), asked);
            case RolloutCommand.Reopen reopen -> Reopening.decide(state, reopen.gate(), asked);
            case RolloutCommand.Skip skip -> Skipping.decide(state, skip.gate(), asked);
            case RolloutCommand.WithdrawApproval withdraw -> WithdrawingApproval.decide(state, withdraw.gate(), asked);
            case RolloutCommand.Start start -> Holding.start(state, asked);
            case RolloutCommand.AddNote(var text) -> new Accepted<>(List.of(new NoteAdded(text)));
            case RolloutCommand.Pause pause -> Holding.pause(state, asked);
            case RolloutCommand.Resume resume -> Holding.resume(state, asked);
            case RolloutCommand.Retry retry -> Retrying.decide(state, asked);
            case RolloutCommand.RollBack rollBack -> TurningBack.decide(state, asked);
            case RolloutCommand.Abort abort -> GivingUp.decide(state, abort.leaveInPlace(), asked);
            case RolloutCommand.Resolve(var tookEffect) -> Resolving.decide(state, tookEffect, asked);
            case RolloutCommand.Tune tune -> Tuning.decide(state, tune);
            case RolloutCommand.RecordPlan(var plan) -> PlanReports.made(state, plan, asked);
            case RolloutCommand.RecordPlanConflicts(var conflicts) -> PlanReports.conflicted(state, conflicts, asked);
            case RolloutCommand.RecordPlanningFailure(var failure) -> PlanReports.failed(state, failure, asked);
            case RolloutCommand.RecordStepBlocked(var outcome) -> StepReports.blocked(state, outcome, asked);
            case RolloutCommand.RecordStepSuccess(var outcome) -> StepReports.succeeded(state, outcome, asked);
            case RolloutCommand.RecordStepFailure(var outcome) -> StepReports.failed(state, outcome, asked);
            case RolloutCommand.LearnFromLedger(var proven) -> Learning.decide(state, proven, asked);
            case RolloutCommand.NoticeTime notice -> noticeTime(state, asked);
        };
    }

    private static Decision<RolloutEvent> ended(Submitted end, StateName name, RolloutCommand command, Asked asked) {
        return switch (command) {
            case RolloutCommand.Submit submit -> ended(end, name);
            case RolloutCommand.Start start -> ended(end, name);
            case RolloutCommand.AddNote note -> ended(end, name);
            case RolloutCommand.Approve approve -> ended(end, name);
            case RolloutCommand.Reject reject -> ended(end, name);
            case RolloutCommand.Reopen reopen -> ended(end, name);
            case RolloutCommand.Skip skip -> ended(end, name);
            case RolloutCommand.WithdrawApproval withdraw -> ended(end, name);
            case RolloutCommand.Pause pause -> ended(end, name);
            case RolloutCommand.Resume resume -> ended(end, name);
            case RolloutCommand.Retry retry -> ended(end, name);
            case RolloutCommand.RollBack rollBack -> TurningBack.decide(end, asked);
            case RolloutCommand.Abort abort -> GivingUp.decide(end, abort.leaveInPlace(), asked);
            case RolloutCommand.Tune tune -> ended(end, name);
            case RolloutCommand.Resolve resolve -> ended(end, name);
            case RolloutCommand.RecordPlan outcome -> over();
            case RolloutCommand.RecordPlanConflicts outcome -> over();
            case RolloutCommand.RecordPlanningFailure outcome -> over();
            case RolloutCommand.RecordStepBlocked outcome -> over();
            case RolloutCommand.RecordStepSuccess outcome -> over();
            case RolloutCommand.RecordStepFailure outcome -> over();
            case RolloutCommand.LearnFromLedger learn -> over();
            case RolloutCommand.NoticeTime notice -> over();
        };
    }

    private static List<RolloutEvent> opening(RolloutCommand.Submit submit) {
        RolloutSubmitted submitted = new RolloutSubmitted(submit.id(), submit.spec(), submit.left());
        return submit.planOnly() ? List.of(submitted, new StartWithheld()) : List.of(submitted);
    }

    static Decision<RolloutEvent> noticeTime(Submitted state, Asked asked) {
        List<RolloutEvent> events = followUps(state, asked);
        return events.isEmpty() ? done("Nothing follows at this time.") : new Accepted<>(events);
    }

    static Decision<RolloutEvent> accept(RolloutState state, RolloutEvent event, Asked asked) {
        return accept(state, List.of(event), asked);
    }

    static Decision<RolloutEvent> accept(RolloutState state, List<RolloutEvent> own, Asked asked) {
        List<RolloutEvent> events = new ArrayList<>(own);
        events.addAll(followUps(after(state, own, asked), asked));
        return new Accepted<>(events);
    }

    static Decision<RolloutEvent> done(String detail) {
        return new AlreadyDone<>(detail);
    }

    static Decision<RolloutEvent> reject(Rejection rejection) {
        return new Rejected<>(rejection);
    }

    private static Decision<RolloutEvent> ended(Submitted end, StateName name) {
        return reject(new RolloutRejection.RolloutIsFinal(end.opened().id(), name));
    }

    private static Decision<RolloutEvent> over() {
        return done("The rollout has ended.");
    }

    private static List<RolloutEvent> followUps(RolloutState state, Asked asked) {
        List<RolloutEvent> all = new ArrayList<>();
        RolloutState current = state;
        List<RolloutEvent> next = NextEvents.after(current, asked);
        while (!next.isEmpty()) {
            all.addAll(next);
            current = after(current, next, asked);
            next = NextEvents.after(current, asked);
        }
        return all;
    }

    static RolloutState after(RolloutState state, List<RolloutEvent> events, Asked asked) {
        RolloutState current = state;
        for (RolloutEvent event : events) {
            current = RolloutState.evolve(
                    current, current.version() + 1, asked.now(), asked.actor(), asked.reason(), event);
        }
        return current;
    }
}
