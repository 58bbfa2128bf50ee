package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.orchestrator.rollout.services.Need;
import dev.towpath.orchestrator.rollout.services.Need.Acknowledged;
import java.util.Optional;

/**
 * Keeps both shapes in step for every write. Services are told {@code dual_write} once the database does so, never
 * before; undo takes the phase back first.
 */
record DualWrite() implements StageRules {
    @Override
    public Stage stage() {
        return Stage.DUAL_WRITE;
    }

    @Override
    public Optional<Phase> phaseOnCompletion() {
        return Optional.of(Phase.DUAL_WRITE);
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
