package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.Stage;

/**
 * Brings older rows into step and verifies that none differs; a difference is a failed step, so that the stage is never
 * complete with one. There is nothing to undo: what it wrote goes with the new shape.
 */
record Backfill() implements StageRules {
    @Override
    public Stage stage() {
        return Stage.BACKFILL;
    }
}
