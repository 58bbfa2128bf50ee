package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.RolloutRolledBack;
import dev.towpath.contracts.event.RolloutEvent.StageRolledBack;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import dev.towpath.orchestrator.rollout.state.Position.Allowed;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Cleared;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Queued;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.Told;
import java.util.List;
import java.util.Optional;

/**
 * Back through the stages, newest first: the mirror of {@link WayForward}. A phase is given up before the schema stops
 * bearing it and after it bears the one before, one phase at a time, and nothing follows before all who have to have gone
 * back. What was never touched is not taken back. This is the only place that moves a rollout backward.
 */
record WayBack(RollingBack state, Asked asked) {
    List<RolloutEvent> next() {
        return switch (state.at()) {
            case Due due when state.awaitsAcknowledgement() -> services().acknowledgement();
            case Due due -> state.newest().map(this::takeBack).orElseGet(() -> List.of(new RolloutRolledBack()));
            case Allowed again -> again(again);
            case Cleared cleared -> throw new IllegalStateException("a confirmation without its request");
            case AtGate gate -> throw new IllegalStateException("there is no gate on the way back");
            case Queued at -> throw new IllegalStateException("nobody waits for room on the way back");
            case AtStep step -> List.of();
            case Stopped stopped -> List.of();
            case Withdrawing withdrawing -> List.of();
        };
    }

    private List<RolloutEvent> takeBack(PlannedStage planned) {
        StageRules rules = StageRules.of(planned.stage());
        if (isBeyond(rules.undoneUnder())) {
            return phaseBefore();
        }
        Optional<Step> undo = nextUndo(state, planned);
        if (undo.isPresent()) {
            return request(undo.get());
        }
        return isBeyond(rules.leaves()) ? phaseBefore() : List.of(new StageRolledBack(planned.stage()));
    }

    /** What was learned of meanwhile may have to be taken back before what is tried again. */
    private List<RolloutEvent> again(Allowed again) {
        if (asked.now().isBefore(again.notBefore())) {
            return List.of();
        }
        return isOvertaken(state, again.step())
                ? newestUndo(state).map(this::request).orElseThrow()
                : request(again.step(), again.attempt());
    }

    /** Whether something newer is to be taken back before {@code undo}. */
    static boolean isOvertaken(RollingBack state, Step undo) {
        return newestUndo(state)
                .filter(newest -> !newest.id().equals(undo.id()))
                .isPresent();
    }

    private static Optional<Step> newestUndo(RollingBack state) {
        return state.course().plan().stages().reversed().stream()
                .filter(planned -> !state.back().stages().contains(planned.stage()))
                .flatMap(planned -> nextUndo(state, planned).stream())
                .findFirst();
    }

    private static Optional<Step> nextUndo(RollingBack state, PlannedStage planned) {
        return StageRules.of(planned.stage())
                .nextUndo(
                        planned,
                        state.course().steps().touched(),
                        state.course().done());
    }

    private List<RolloutEvent> request(Step step) {
        return request(step, state.course().steps().nextAttempt(step.id()));
    }

    private List<RolloutEvent> request(Step step, int attempt) {
        Told told = state.opened().told();
        StageRules rules = StageRules.of(step.gate().stage());
        return services().request(step, attempt, rules.needOfUndo(told.need(), told.ever()));
    }

    private boolean isBeyond(Phase bound) {
        return state.opened().phase().compareTo(bound) > 0;
    }

    private List<RolloutEvent> phaseBefore() {
        int before = state.opened().phase().ordinal() - 1;
        return List.of(new PhaseChanged(List.of(Phase.values()).get(before)));
    }

    private AskServices services() {
        return new AskServices(state, asked);
    }
}
