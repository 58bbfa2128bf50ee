package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.event.Leftover;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import java.util.List;
import java.util.Optional;

/** Giving up: at once, or when the step that is with the agent has ended. */
record AbortingFold(InMotion now, MotionFold on) {
    /** It ends a pause, which has nothing left to keep from starting. */
    Aborting begun() {
        if (now instanceof Aborting) {
            throw on.misfit();
        }
        Opened opened = now.opened().missingNothing().held(Pause.OFF).losing(Optional.empty());
        return new Aborting(opened, now.course(), on.stamp().actor(), withdrawn());
    }

    private Withdrawing withdrawn() {
        if (now.at() instanceof Withdrawing already) {
            return already;
        }
        AtStep at = on.leaving(AtStep.class);
        return new Withdrawing(at.step(), at.attempt(), on.stamp().time());
    }

    Aborted over(List<Leftover> leftovers) {
        if (now.at() instanceof AtStep || now.at() instanceof Withdrawing) {
            throw on.misfit();
        }
        if (now instanceof Aborting) {
            on.leaving(Due.class);
        }
        return new Aborted(now.opened().losing(Optional.empty()), Optional.of(now.course()), leftovers);
    }
}
