package dev.towpath.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.plan.VerifyStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForgottenPastTest {
    private static final StepId ADD = new StepId("expand.1.add-column");
    private static final StepId DROP_COLUMN = new StepId("expand.1.add-column-undo");
    private static final StepId PAIR = new StepId("dual_write.1.install-pair");
    private static final StepId REMOVE_PAIR = new StepId("dual_write.1.install-pair-undo");
    private static final StepId VERIFY = new StepId("backfill.1.verify");
    private static final StepId HIDE = new StepId("contract.1.hide");
    private static final Plan PLAN = new Plan(
            "0f",
            HIDE,
            List.of(
                    stage(Stage.EXPAND, ddl(ADD), new UndoStep(ADD, ddl(DROP_COLUMN), List.of())),
                    stage(Stage.DUAL_WRITE, ddl(PAIR), new UndoStep(PAIR, ddl(REMOVE_PAIR), List.of())),
                    stage(Stage.BACKFILL, verify()),
                    stage(Stage.CONTRACT, ddl(HIDE))),
            new Footprint("public.users", List.of()),
            List.of());

    @Test
    void a_step_of_which_the_ledger_knows_no_better_is_begun() {
        assertThat(end(PAIR, ADD)).isEmpty();
        assertThat(end(VERIFY, ADD, PAIR)).isEmpty();
        assertThat(end(HIDE, ADD, PAIR)).isEmpty();
    }

    @Test
    void a_step_with_a_receipt_ends_by_that() {
        assertThat(end(ADD, ADD, PAIR)).isEmpty();
        assertThat(end(REMOVE_PAIR, ADD, PAIR, REMOVE_PAIR)).isEmpty();
    }

    @Test
    void a_comparison_after_which_something_was_done_had_found_no_difference() {
        assertThat(end(VERIFY, ADD, PAIR, HIDE).orElseThrow()).isInstanceOfSatisfying(StepSucceeded.class, passed -> {
            assertThat(passed.alreadyApplied()).isTrue();
            assertThat(passed.detail()).contains(HIDE.value());
        });
    }

    @Test
    void nothing_is_done_on_what_was_taken_back_with_a_receipt_or_without() {
        assertThat(refusal(VERIFY, ADD, PAIR, REMOVE_PAIR)).contains(REMOVE_PAIR.value(), "roll the rollout back");
        assertThat(refusal(PAIR, ADD, PAIR, REMOVE_PAIR)).contains(REMOVE_PAIR.value());
    }

    @Test
    void nothing_is_taken_back_from_under_what_is_there_and_newer() {
        assertThat(refusal(DROP_COLUMN, ADD, PAIR)).contains(PAIR.value(), "taken back first");
        assertThat(end(DROP_COLUMN, ADD, PAIR, REMOVE_PAIR)).isEmpty();
        assertThat(end(REMOVE_PAIR, ADD, PAIR)).isEmpty();
    }

    private static String refusal(StepId step, StepId... proven) {
        StepFailed failed = (StepFailed) end(step, proven).orElseThrow();
        assertThat(failed.failure().rule()).isEqualTo(ReportLedger.STORE_WENT_BACK);
        return failed.failure().detail();
    }

    private static Optional<Outcome> end(StepId step, StepId... proven) {
        RolloutId rollout = RolloutId.parse("shop.add_name");
        return new ForgottenPast(PLAN, Set.of(proven))
                .end(new ExecuteStep(rollout, "0f", step, 1, List.of(), Optional.empty()));
    }

    private static PlannedStage stage(Stage stage, Step step, UndoStep... undo) {
        return new PlannedStage(stage, List.of(step), List.of(undo));
    }

    private static Step ddl(StepId id) {
        return new TransactionStep(
                id, GatePoint.EXPAND, "", "SELECT 1", "none", Duration.ZERO, Duration.ZERO, "", "SELECT true");
    }

    private static Step verify() {
        return new VerifyStep(
                VERIFY,
                GatePoint.BACKFILL,
                "",
                "SELECT 0, 0",
                "none",
                Duration.ZERO,
                Duration.ZERO,
                "",
                "SELECT false");
    }
}
