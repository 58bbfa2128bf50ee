package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.orchestrator.rollout.services.Need;
import dev.towpath.orchestrator.rollout.services.Need.Acknowledged;

/**
 * Brings older rows into step and verifies that none differs; a difference is a failed step, so that the stage is never
 * complete with one. There is nothing to undo: what it wrote goes with the new shape.
 */
record Backfill() implements StageRules {
    @Override
    public Stage stage() {
        return Stage.BACKFILL;
    }

    @Override
    public Phase undoneUnder() {
        return Phase.DUAL_WRITE;
    }

    @Override
    public Need needOfUndo(Acknowledged told, boolean everTold) {
        return told;
    }
}
