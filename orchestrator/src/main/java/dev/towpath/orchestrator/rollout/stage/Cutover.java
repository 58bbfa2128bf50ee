package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.orchestrator.rollout.services.Need;
import dev.towpath.orchestrator.rollout.services.Need.Acknowledged;
import java.util.Optional;

/**
 * Builds for the new shape what depended on the old one. Services are told {@code read_new} when all of it stands and
 * the rows were compared again; undo takes the phase back to {@code dual_write}.
 */
record Cutover() implements StageRules {
    @Override
    public Stage stage() {
        return Stage.CUTOVER;
    }

    @Override
    public Optional<Phase> phaseOnCompletion() {
        return Optional.of(Phase.READ_NEW);
    }

    /** What the stage built stays, and serves nobody meanwhile. */
    @Override
    public boolean reopens(GatePoint gate) {
        return true;
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
