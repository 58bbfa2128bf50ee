package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import java.util.Optional;

/** What can happen only on the way back: stages that are gone, newest first, and the end. */
record RollingBackFold(RollingBack now, MotionFold on) {
    RollingBack without(Stage stage) {
        on.leaving(Due.class);
        if (!newest().equals(Optional.of(stage))) {
            throw on.misfit();
        }
        return new RollingBack(now.opened(), now.course(), now.back().without(stage), new Due());
    }

    RolledBack over() {
        on.leaving(Due.class);
        if (newest().isPresent()) {
            throw on.misfit();
        }
        return new RolledBack(now.opened(), Optional.of(now.course()));
    }

    private Optional<Stage> newest() {
        return now.newest().map(PlannedStage::stage);
    }
}
