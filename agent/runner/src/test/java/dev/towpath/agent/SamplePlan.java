package dev.towpath.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A plan of two small steps, put into a ledger as if it had been frozen there. */
final class SamplePlan {
    static final StepId FIRST = new StepId("expand.1.add-column");
    static final StepId SECOND = new StepId("expand.2.add-another");
    private static final String HASH = "0123456789abcdef";

    private SamplePlan() {}

    static ExecuteStep execute(RolloutId rollout, StepId step) {
        return execute(rollout, step, 1);
    }

    static ExecuteStep execute(RolloutId rollout, StepId step, int attempt) {
        return new ExecuteStep(rollout, HASH, step, attempt, List.of(), Optional.empty());
    }

    /** As a step is asked for that comes after others. */
    static ExecuteStep execute(RolloutId rollout, StepId step, int attempt, List<StepId> after) {
        return new ExecuteStep(rollout, HASH, step, attempt, List.of(), Optional.empty(), after);
    }

    static void freeze(TargetDatabase target, RolloutId rollout) {
        List<Step> steps = List.of(addColumn(FIRST, "first"), addColumn(SECOND, "second"));
        List<PlannedStage> stages = Arrays.stream(Stage.values())
                .map(stage -> new PlannedStage(stage, stage == Stage.EXPAND ? steps : List.of(), List.of()))
                .toList();
        Plan plan = new Plan(HASH, SECOND, stages, new Footprint("public.users", List.of()), List.of());
        try {
            String body = new MessageCodec().mapper().writeValueAsString(plan);
            target.execute("INSERT INTO towpath.plan (rollout, hash, body) VALUES ('" + rollout + "', '" + HASH + "', '"
                    + body.replace("'", "''") + "');"
                    + "INSERT INTO towpath.rollout (rollout, table_name) VALUES ('" + rollout + "', 'public.users')");
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static Step addColumn(StepId id, String column) {
        return new TransactionStep(
                id,
                GatePoint.EXPAND,
                "Adds " + column,
                "ALTER TABLE public.users ADD COLUMN " + column + " text",
                "ACCESS EXCLUSIVE on public.users",
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                "ALTER TABLE public.users DROP COLUMN " + column,
                "SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'public.users'::regclass AND attname = '"
                        + column + "')");
    }
}
