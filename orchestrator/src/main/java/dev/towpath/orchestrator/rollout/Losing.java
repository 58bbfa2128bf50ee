package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.TargetIdentified;
import dev.towpath.contracts.event.DatabaseEvent.TargetWentBack;
import dev.towpath.contracts.event.LostSteps;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StepsLost;
import dev.towpath.contracts.event.RolloutEvent.StepsVouchedFor;
import dev.towpath.contracts.outcome.LedgerReading;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Registered;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Unknown;
import dev.towpath.orchestrator.rollout.state.Lost;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A target that went back in time: restored from a backup, or promoted with less than its predecessor had. It is told by
 * receipts: of every step that was reported as done there is one, in the transaction of the effect. From the moment in
 * which a loss is recorded on the database nothing of the rollouts concerned is begun, until a person has decided.
 */
public final class Losing {
    private Losing() {}

    /**
     * What is new about the target of a database.
     *
     * @param open the rollouts that are not over, with everything that was reported before {@code reading}
     */
    public static List<DatabaseEvent> of(
            DatabaseState database, String systemIdentifier, LedgerReading reading, List<RolloutState> open) {
        return switch (database) {
            case Unknown unknown -> List.of();
            case Registered known -> {
                List<DatabaseEvent> news = new ArrayList<>();
                if (!known.target().is(systemIdentifier, reading.timeline())) {
                    news.add(new TargetIdentified(systemIdentifier, reading.timeline()));
                }
                List<LostSteps> lost = reading.complete() ? missing(known, reading, open) : List.of();
                if (!lost.isEmpty()) {
                    news.add(new TargetWentBack(lost));
                }
                yield List.copyOf(news);
            }
        };
    }

    private static List<LostSteps> missing(Registered known, LedgerReading reading, List<RolloutState> open) {
        List<LostSteps> lost = new ArrayList<>();
        for (RolloutState state : open) {
            if (isConcerned(state) && state instanceof InMotion moving) {
                List<StepId> there = reading.stepsOf(moving.opened().id());
                List<StepId> unnoted = known.target().lostOf(moving.opened().id());
                List<StepId> steps = moving.course().proven().stream()
                        .filter(step -> !there.contains(step) && !unnoted.contains(step))
                        .toList();
                if (!steps.isEmpty()) {
                    lost.add(new LostSteps(moving.opened().id(), steps));
                }
            }
        }
        return lost;
    }

    /** What a rollout has to note of its target before anything else follows; none if it has. */
    static List<RolloutEvent> noted(RolloutState state, DatabaseState database) {
        return isConcerned(state) && state instanceof InMotion moving
                ? lost(
                        moving,
                        database.target().lostOf(moving.opened().id()),
                        database.target().sentence())
                : List.of();
    }

    /** What the agent itself found missing when it was told to go on. */
    static List<RolloutEvent> reported(InMotion moving, StepFailed outcome) {
        return isConcerned(moving)
                ? lost(moving, outcome.lost(), "The agent: " + outcome.failure().detail() + ".")
                : List.of();
    }

    private static List<RolloutEvent> lost(InMotion moving, List<StepId> missing, String target) {
        List<StepId> steps =
                moving.course().proven().stream().filter(missing::contains).toList();
        return steps.isEmpty() ? List.of() : List.of(new StepsLost(steps, target));
    }

    /** Why nothing may be tried again; empty if nothing is lost. */
    static Optional<Rejection> against(Submitted state, Asked asked) {
        Optional<Lost> known = state.opened().lost();
        return known.map(Lost::steps)
                .or(() -> noted(state, asked.database()).stream()
                        .filter(StepsLost.class::isInstance)
                        .map(event -> ((StepsLost) event).steps())
                        .findFirst())
                .map(steps -> new RolloutRejection.StepsAreLost(state.opened().id(), steps));
    }

    /** Only that everything is there all the same can be decided: nothing that others rest on is done anew. */
    static Decision<RolloutEvent> decide(Submitted state, Lost lost, boolean tookEffect, Asked asked) {
        return tookEffect
                ? RolloutDecider.accept(state, new StepsVouchedFor(lost.steps()), asked)
                : RolloutDecider.reject(
                        new RolloutRejection.StepsAreLost(state.opened().id(), lost.steps()));
    }

    /** An abort asks for nothing that was done before. */
    private static boolean isConcerned(RolloutState state) {
        return state instanceof Underway || state instanceof RollingBack;
    }
}
