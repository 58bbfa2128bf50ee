package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.command.RetryStep;
import dev.towpath.contracts.command.RollBackRollout;
import dev.towpath.contracts.command.SubmitRollout;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.event.LedgerAhead;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import java.util.List;
import java.util.Optional;

/** What a person does when a store was put back, row by row of the table in {@code docs/runbooks/store-put-back.md}. */
final class Runbook {
    private static final String DBA = "dba@example.org";

    private final World world;

    Runbook(World world) {
        this.world = world;
    }

    /** Named by {@code store-went-back}, and not in the list: submitted again, unless another try of it is there. */
    List<UserCommand> forgotten() {
        return world.laws().ahead().stream()
                .map(LedgerAhead::rolloutId)
                .filter(id -> !world.laws().live().containsKey(id.toString()))
                .filter(id -> maySubmit(world.state(world.latest(Cargo.number(id.revision())))))
                .map(id -> Cargo.number(id.revision()))
                .distinct()
                .<UserCommand>map(cargo ->
                        new SubmitRollout(DBA, "", world.cargoes().get(cargo).spec(cargo), false))
                .toList();
    }

    private static boolean maySubmit(RolloutState latest) {
        return switch (latest) {
            case RolloutState.NoRollout none -> true;
            case RolloutState.RolledBack end -> true;
            case RolloutState.Aborted end -> true;
            case RolloutState.Unplannable end -> true;
            case RolloutState.Completed end -> false;
            case Planning open -> false;
            case InMotion open -> false;
        };
    }

    /** A step that stopped since the ledger knows that things went on otherwise; nothing for one that stopped otherwise. */
    Optional<UserCommand> refused(Submitted state) {
        RolloutId id = state.opened().id();
        return state instanceof InMotion moving
                        && moving.at() instanceof Position.Stopped stopped
                        && stopped.failure().rule().equals(ReportLedger.STORE_WENT_BACK)
                        && !moving.course().takesBack(stopped.step().id())
                ? Optional.of(new RollBackRollout(DBA, "it was rolled back since", id))
                : Optional.empty();
    }

    /** It runs and does not move: the agent is asked; it stays in planning: it is taken back. */
    Optional<UserCommand> stuck(Submitted state) {
        RolloutId id = state.opened().id();
        return switch (state) {
            case Planning planning -> Optional.of(new RollBackRollout(DBA, "", id));
            case InMotion moving
            when moving.at() instanceof Position.AtStep || moving.at() instanceof Position.Withdrawing ->
                Optional.of(new RetryStep(DBA, "", id));
            case Submitted other -> Optional.empty();
        };
    }
}
