package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.dialect.Statements;
import dev.towpath.planner.step.Probes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Executes the steps of a plan as an agent's session would, holding each step to its own probe. */
final class PlanRun {
    private static final int BATCH = 7;

    private final Plan plan;
    private final Connection agent;

    PlanRun(Plan plan, Connection agent) throws SQLException {
        this.plan = plan;
        this.agent = agent;
        for (String setting : List.of("search_path = pg_catalog", "row_security = off", "timezone = 'UTC'")) {
            TestTarget.execute(agent, "SET " + setting);
        }
    }

    void run(Stage stage) throws SQLException {
        for (Step step : steps(stage)) {
            run(step);
        }
    }

    /** Takes back whatever is there of the stage. */
    void undo(Stage stage) throws SQLException {
        for (UndoStep undo : planned(stage).undo()) {
            takeBack(undo.step());
        }
    }

    List<Step> steps(Stage stage) {
        return planned(stage).steps();
    }

    private PlannedStage planned(Stage stage) {
        return plan.stages().stream()
                .filter(planned -> planned.stage() == stage)
                .findFirst()
                .orElseThrow();
    }

    void run(Step step) throws SQLException {
        assertThat(isTrue(step.probe())).as("before " + step.id()).isFalse();
        execute(step);
    }

    private void takeBack(Step step) throws SQLException {
        if (!isTrue(step.probe())) {
            execute(step);
        }
    }

    private void execute(Step step) throws SQLException {
        switch (step) {
            case TransactionStep transaction -> transaction(transaction);
            case ConcurrentStep concurrent -> {
                if (isTrue(concurrent.invalid())) {
                    TestTarget.execute(agent, concurrent.cleanup());
                }
                TestTarget.execute(agent, concurrent.sql());
                assertThat(isTrue(concurrent.invalid())).isFalse();
            }
            case BackfillStep backfill -> backfill(backfill);
            case VerifyStep verify ->
                assertThat(TestTarget.query(agent, verify.sql()).getFirst())
                        .as("rows compared and rows that differ")
                        .endsWith("|0");
        }
        assertThat(isTrue(step.probe()))
                .as("after " + step.id())
                .isEqualTo(!(step instanceof VerifyStep) && !step.probe().equals(Probes.NEVER));
    }

    /** By hand, as the scripts say it. */
    void undoByScript(Stage stage) throws SQLException {
        for (Step step : steps(stage).reversed()) {
            for (String statement : Statements.of(step.undo())) {
                TestTarget.execute(agent, statement);
            }
        }
    }

    private void transaction(TransactionStep step) throws SQLException {
        agent.setAutoCommit(false);
        try {
            TestTarget.execute(
                    agent, "SET LOCAL lock_timeout = " + step.lockTimeout().toMillis());
            TestTarget.execute(
                    agent,
                    "SET LOCAL statement_timeout = " + step.statementTimeout().toMillis());
            TestTarget.execute(agent, step.sql());
            agent.commit();
        } finally {
            agent.rollback();
            agent.setAutoCommit(true);
        }
    }

    private void backfill(BackfillStep step) throws SQLException {
        TestTarget.execute(agent, "DEALLOCATE ALL");
        if (step.suppressTriggers()) {
            TestTarget.execute(agent, "SET session_replication_role = replica");
        }
        TestTarget.execute(agent, "PREPARE boundary (text[], bigint) AS " + step.boundary());
        TestTarget.execute(agent, "PREPARE batch (text[], text[]) AS " + step.sql());
        String from = "NULL";
        for (List<String> next = boundary(from); !next.isEmpty(); next = boundary(from)) {
            String upTo = Sql.string(next.getFirst());
            TestTarget.execute(agent, "EXECUTE batch (" + from + ", " + upTo + ")");
            from = upTo;
        }
        if (step.suppressTriggers()) {
            TestTarget.execute(agent, "RESET session_replication_role");
        }
    }

    private List<String> boundary(String from) throws SQLException {
        return TestTarget.query(agent, "EXECUTE boundary (" + from + ", " + BATCH + ")");
    }

    private boolean isTrue(String probe) throws SQLException {
        return TestTarget.query(agent, probe).getFirst().equals("t");
    }
}
