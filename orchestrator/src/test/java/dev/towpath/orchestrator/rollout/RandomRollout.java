package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One rollout of a random file and plan under random commands; the same for the same seed. */
final class RandomRollout {
    private static final StepId DROP = new StepId("contract.9.drop");
    private static final List<String> ACTORS =
            List.of(Journey.AUTHOR, " AUTHOR@example.org", Journey.DBA, "second@example.org", "third@example.org");

    private final Random random;
    private final RolloutSpec spec;
    private final Plan plan;
    private final List<StepId> steps;
    private final Journey journey = new Journey();
    private final RandomFleet fleet;

    RandomRollout(long seed) {
        random = new Random(seed);
        spec = randomSpec();
        plan = randomPlan();
        steps = plan.stages().stream().flatMap(PlannedStage::all).map(Step::id).toList();
        fleet = new RandomFleet(random, journey.fleet());
    }

    Journey journey() {
        return journey;
    }

    Plan plan() {
        return plan;
    }

    boolean isFollowed() {
        return !spec.services().isEmpty();
    }

    /** One more command, of anybody, some time later. */
    Decision<RolloutEvent> next() {
        journey.pass(Duration.ofSeconds(random.nextInt(120)));
        if (journey.state() instanceof Submitted submitted) {
            fleet.live(submitted.opened().phase(), journey.now());
        }
        return journey.ask(ACTORS.get(random.nextInt(ACTORS.size())), command());
    }

    /** From wherever it is, by what operators and the agent can do. */
    void letEverybodyDoTheirPart() {
        if (journey.state() == RolloutState.NONE) {
            journey.submitted(spec);
        }
        if (journey.state() instanceof RolloutState.Unplannable || journey.state() instanceof RolloutState.RolledBack) {
            return;
        }
        fleet.behave(journey.now());
        journey.resumed();
        if (journey.state() instanceof RolloutState.Planning) {
            journey.planned(plan);
        }
        if (journey.state() instanceof InMotion moving && moving.at() instanceof Stopped) {
            journey.retried();
        }
        if (journey.state() instanceof RolloutState.RollingBack) {
            journey.untilRolledBack();
        } else {
            journey.untilCompleted();
        }
    }

    private RolloutCommand command() {
        StepId step = random.nextInt(3) == 0 ? any(steps) : current();
        int attempt = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : currentAttempt();
        return switch (random.nextInt(22)) {
            case 0 -> new RolloutCommand.Submit(RenameFile.ID, spec);
            case 1 -> new RolloutCommand.RecordPlan(plan);
            case 2 -> random.nextInt(20) == 0 ? Journey.planRefused() : new RolloutCommand.RecordPlan(plan);
            case 3 -> new RolloutCommand.Pause();
            case 4, 5 -> new RolloutCommand.Resume();
            case 6, 7 -> new RolloutCommand.Retry();
            case 8, 9 -> new RolloutCommand.NoticeTime();
            case 10 -> Journey.failure(step, attempt, any(List.of(Failure.Kind.values())));
            case 11 -> Journey.blocked(step, attempt, any(List.of("", "pid 7", "pid 9")));
            case 12, 13, 14 -> new RolloutCommand.Approve(any(List.of(GatePoint.values())));
            case 15 -> random.nextInt(12) == 0 ? new RolloutCommand.RollBack() : new RolloutCommand.NoticeTime();
            case 16 -> Journey.failure(step, attempt, Failure.Kind.REFUSED, ExecuteStep.EVIDENCE_EXPIRED);
            default -> Journey.success(step, attempt);
        };
    }

    private StepId current() {
        return switch (journey.state()) {
            case InMotion moving
            when moving.at() instanceof AtStep at -> at.step().id();
            case InMotion moving
            when moving.at() instanceof Withdrawing at -> at.step().id();
            case InMotion moving
            when moving.at() instanceof Stopped at -> at.step().id();
            case RolloutState other -> any(steps);
        };
    }

    private int currentAttempt() {
        return switch (journey.state()) {
            case InMotion moving when moving.at() instanceof AtStep at -> at.attempt();
            case InMotion moving when moving.at() instanceof Withdrawing at -> at.attempt();
            case InMotion moving when moving.at() instanceof Stopped at -> at.attempt();
            case RolloutState other -> 1;
        };
    }

    private RolloutSpec randomSpec() {
        Map<GatePoint, GateSpec> gates = new HashMap<>();
        for (GatePoint point : GatePoint.values()) {
            if (random.nextInt(3) == 0) {
                gates.put(point, new GateSpec(random.nextInt(3), Duration.ofMinutes(random.nextInt(5))));
            }
        }
        return RenameFile.with(
                gates, Duration.ofMinutes(random.nextInt(10)), random.nextInt(3) > 0 ? RenameFile.SERVICES : Map.of());
    }

    /** Any stage may be empty, apart from the drop at the end. */
    private Plan randomPlan() {
        List<PlannedStage> stages = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            List<Step> inStage = new ArrayList<>();
            List<UndoStep> undo = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                StepId id = new StepId(stage.wireName() + "." + i + ".something");
                inStage.addFirst(RenamePlan.ddl(id, "SELECT " + i));
                for (int j = random.nextInt(3); j > 0; j--) {
                    undo.add(RenamePlan.undo(id, new StepId(id + "-" + j + "-undo")));
                }
            }
            if (stage == Stage.CONTRACT) {
                inStage.add(RenamePlan.ddl(DROP, GatePoint.DROP, "SELECT 9"));
            }
            stages.add(new PlannedStage(stage, inStage, undo));
        }
        return RenamePlan.withStages(RenamePlan.HASH, DROP, stages.toArray(PlannedStage[]::new));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
