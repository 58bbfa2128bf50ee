package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.TuneWork;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.event.PhaseAnnounced;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.RolloutSubmitted;
import dev.towpath.orchestrator.rollout.Effect.AnnouncePhase;
import dev.towpath.orchestrator.rollout.Effect.SetTimer;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.Position.Allowed;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Cleared;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Queued;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What each new event makes others do. Asked once, when the event is recorded, with the state right after that event;
 * never asked on replay, so that replay can never send anything again.
 */
public final class RolloutReactor {
    /** Versions of a stream stay far below this, and a later try's phases sort after all of an earlier one's. */
    private static final long PHASE_VERSIONS_PER_TRY = 1_000_000_000L;

    private RolloutReactor() {}

    /**
     * The effects of one new event, in the order in which they are to be carried out.
     *
     * @throws IllegalStateException if {@code after} is not the state after {@code event}
     */
    public static List<Effect> react(RolloutState after, RolloutEvent event) {
        if (!(after instanceof Submitted state)) {
            throw new IllegalStateException("no event leads to a rollout that does not exist");
        }
        RolloutId id = state.opened().id();
        return switch (event) {
            case RolloutEvent.RolloutSubmitted submitted -> submitted(state.opened(), submitted);
            case RolloutEvent.PlanRequested requested ->
                List.of(tell(id, new PlanRollout(id, state.opened().spec())));
            case RolloutEvent.GateReached reached -> wake(state);
            case RolloutEvent.StepRequested(var step, var attempt) ->
                List.of(tell(id, StepOrder.of(state, step, attempt)));
            case RolloutEvent.PhaseChanged changed -> List.of(announce(state.opened()));
            case RolloutEvent.RolloutPaused paused -> List.of(tell(id, new PauseWork(id)));
            case RolloutEvent.RolloutResumed resumed -> resume(state);
            case RolloutEvent.PausedWithDatabase paused -> List.of(tell(id, new PauseWork(id)));
            case RolloutEvent.ResumedWithDatabase resumed -> resume(state);
            case RolloutEvent.PlanningFailed failed -> List.of(tell(id, new CloseRollout(id)));
            case RolloutEvent.RolloutCompleted completed -> List.of(tell(id, new CloseRollout(id)));
            case RolloutEvent.RolloutRolledBack rolledBack -> List.of(tell(id, new CloseRollout(id)));
            case RolloutEvent.RolloutAborted aborted -> List.of(tell(id, new CloseRollout(id)));
            case RolloutEvent.AbortStarted started -> withdraw(state);
            case RolloutEvent.RollbackStarted started -> withdraw(state);
            case RolloutEvent.StepAskedAfter(var step, var attempt) ->
                List.of(tell(id, new ReportStep(id, step, attempt)));
            case RolloutEvent.EvidenceExpired expired -> wake(state);
            case RolloutEvent.BackfillTuned(var batchDuration, var pause) ->
                List.of(tell(id, new TuneWork(id, batchDuration, pause)));
            case RolloutEvent.StepsLearned nothing -> List.of();
            case RolloutEvent.StepsLost nothing -> List.of();
            case RolloutEvent.StepsVouchedFor vouched -> wake(state);
            case RolloutEvent.DoubtResolved nothing -> List.of();
            case RolloutEvent.NoteAdded nothing -> List.of();
            case RolloutEvent.AgentAwaited nothing -> List.of();
            case RolloutEvent.AgentReturned nothing -> List.of();
            case RolloutEvent.StartWithheld nothing -> List.of();
            case RolloutEvent.RolloutStarted nothing -> List.of();
            case RolloutEvent.PhaseAcknowledged nothing -> List.of();
            case RolloutEvent.ServicesAwaited nothing -> List.of();
            case RolloutEvent.ServicesConfirmed nothing -> List.of();
            case RolloutEvent.StepRetryAllowed nothing -> List.of();
            case RolloutEvent.StageRolledBack nothing -> List.of();
            case RolloutEvent.PlanHeldBack nothing -> List.of();
            case RolloutEvent.PlanConflicted conflicted -> askAgain(state);
            case RolloutEvent.PlanFrozen nothing -> List.of();
            case RolloutEvent.StageApproved approved -> wake(state);
            case RolloutEvent.ApprovalExpired expired -> wake(state);
            case RolloutEvent.GateConditionChanged changed -> wake(state);
            case RolloutEvent.GateFrozen frozen -> wake(state);
            case RolloutEvent.ApprovalWithdrawn nothing -> List.of();
            case RolloutEvent.GateReopened nothing -> List.of();
            case RolloutEvent.GateSkipped nothing -> List.of();
            case RolloutEvent.StageRejected nothing -> List.of();
            case RolloutEvent.RejectionWithdrawn nothing -> List.of();
            case RolloutEvent.GateOpened nothing -> List.of();
            case RolloutEvent.StageEntered nothing -> List.of();
            case RolloutEvent.StepQueued nothing -> List.of();
            case RolloutEvent.StepBlockedByLock nothing -> List.of();
            case RolloutEvent.StepCompleted nothing -> List.of();
            case RolloutEvent.StepFailed nothing -> List.of();
            case RolloutEvent.StepInDoubt nothing -> List.of();
            case RolloutEvent.StageCompleted nothing -> List.of();
        };
    }

    /** Where an earlier try left services in another phase, {@code old} is told once a plan says that it is true. */
    private static List<Effect> submitted(Opened opened, RolloutSubmitted submitted) {
        return submitted.left().isPresent() ? List.of() : List.of(announce(opened));
    }

    private static TellAgent tell(RolloutId id, AgentCommand command) {
        return new TellAgent(id.database(), command);
    }

    /** Whoever is in the way wakes it too; but the agent may not know yet that they are over. */
    private static List<Effect> askAgain(Submitted state) {
        return state instanceof Planning planning
                ? List.of(new SetTimer(planning.ask().found().notBefore()))
                : List.of();
    }

    private static List<Effect> withdraw(Submitted state) {
        RolloutId id = state.opened().id();
        return state instanceof InMotion moving && moving.at() instanceof Withdrawing at
                ? List.of(tell(id, new WithdrawStep(id, at.step().id(), at.attempt())))
                : List.of();
    }

    /** A timer may have rung in vain during the pause, so it is set again; not before the last pause is over. */
    private static List<Effect> resume(Submitted state) {
        if (state.opened().paused()) {
            return List.of();
        }
        RolloutId id = state.opened().id();
        List<Effect> effects = new ArrayList<>(List.of(tell(id, new ResumeWork(id))));
        effects.addAll(wake(state));
        return effects;
    }

    private static List<Effect> wake(Submitted state) {
        if (!(state instanceof InMotion moving)) {
            return List.of();
        }
        Instant now = state.opened().changedAt();
        return switch (moving.at()) {
            case AtGate(var gate) ->
                gate.nextChange(now).<Effect>map(SetTimer::new).stream().toList();
            case Allowed again -> timer(again.notBefore(), now);
            case Due due -> List.of();
            case Queued at -> List.of();
            case Cleared cleared -> List.of();
            case AtStep step -> List.of();
            case Withdrawing step -> List.of();
            case Stopped stopped -> List.of();
        };
    }

    private static List<Effect> timer(Instant due, Instant now) {
        return due.isAfter(now) ? List.of(new SetTimer(due)) : List.of();
    }

    private static AnnouncePhase announce(Opened opened) {
        RolloutId id = opened.id();
        return new AnnouncePhase(new PhaseAnnounced(
                id,
                id.database(),
                id.revision(),
                opened.phase(),
                opened.phase().compareTo(Phase.READ_NEW) < 0 ? 0 : 100,
                (id.attempt() - 1) * PHASE_VERSIONS_PER_TRY + opened.version(),
                opened.phaseSince()));
    }
}
