package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.Stage;

/** Adds the new shape beside the old one. Services see nothing of it; undo takes it away again. */
record Expand() implements StageRules {
    @Override
    public Stage stage() {
        return Stage.EXPAND;
    }
}
