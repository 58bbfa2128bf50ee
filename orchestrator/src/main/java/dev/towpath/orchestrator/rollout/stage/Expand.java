package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.orchestrator.rollout.services.Need;
import dev.towpath.orchestrator.rollout.services.Need.Acknowledged;
import java.util.Optional;

/** Adds the new shape beside the old one. Services see nothing of it; undo takes it away
 * again, once nobody is there who was told to use it. */
record Expand() implements StageRules {
    @Override
    public Stage stage() {
        return Stage.EXPAND;
    }

    @Override
    public Phase undoneUnder() {
        return Phase.OLD;
    }

    @Override
    public Need needOfUndo(Acknowledged told, boolean everTold) {
        return new Need.NewShapeUnused(everTold ? Optional.of(told) : Optional.empty());
    }
}
