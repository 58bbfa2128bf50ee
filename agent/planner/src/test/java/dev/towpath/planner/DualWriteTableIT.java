package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.planner.naming.ObjectNames;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Runs every row of the decision table in docs/stages/2-dual-write.md: the page is the specification. */
class DualWriteTableIT {
    private static final Path PAGE = Path.of("../../docs/stages/2-dual-write.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)`(?: of `([^`]+)`)? \\| (?:`([^`]+)`)? ?\\| `([^`]+)` \\|");
    private static final int AT_LEAST = 40;
    private static final int MERGE_SINCE = 150000;

    /** @param copied what COPY reads, or empty */
    private record Decision(String statement, String copied, String before, String after) {
        boolean merges() {
            return statement.startsWith("MERGE");
        }
    }

    @Test
    void every_write_ends_as_the_decision_table_says() throws SQLException, IOException {
        List<Decision> decisions = decisions();
        assertThat(decisions).hasSizeGreaterThanOrEqualTo(AT_LEAST);
        try (TestTarget target = TestTarget.create()) {
            decisions.removeIf(Decision::merges);
            assertEach(decisions, target);
        }
    }

    @Test
    void every_merge_ends_as_the_decision_table_says() throws SQLException, IOException {
        List<Decision> decisions = decisions();
        decisions.removeIf(decision -> !decision.merges());
        assertThat(decisions).isNotEmpty();
        try (TestTarget target = TestTarget.create()) {
            assumeTrue(target.version() >= MERGE_SINCE, "MERGE is there since PostgreSQL 15");
            assertEach(decisions, target);
        }
    }

    private static void assertEach(List<Decision> decisions, TestTarget target) throws SQLException, IOException {
        install(target, "t", "");
        install(target, "d", "NOT NULL DEFAULT 'd'");
        Connection owner = target.connect("shop_owner");
        Connection app = target.connect(TestTarget.APP);
        for (Decision decision : decisions) {
            assertThat(outcome(decision, owner, app)).as(decision.toString()).isEqualTo(decision.after());
        }
    }

    @Test
    void values_are_compared_by_their_image() throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            target.owner("CREATE TABLE n (id int PRIMARY KEY, old numeric, other int); GRANT ALL ON n TO shop_app;"
                    + " INSERT INTO n VALUES (1, 1.0)");
            Plan plan = Fixture.plan(Fixture.rename("public", "n", "old", "new"), target.snapshot("public", "n"));
            PlanRun run = new PlanRun(plan, target.connect(TestTarget.AGENT));
            for (Stage stage : List.of(Stage.EXPAND, Stage.DUAL_WRITE, Stage.BACKFILL)) {
                run.run(stage);
            }
            Connection app = target.connect(TestTarget.APP);
            TestTarget.execute(app, "UPDATE n SET old = 1.00");
            assertThat(TestTarget.query(app, "SELECT new FROM n")).containsExactly("1.00");
        }
    }

    private static void install(TestTarget target, String table, String constraint) throws SQLException {
        target.owner("CREATE TABLE " + table + " (id int PRIMARY KEY, old text " + constraint
                + ", other text); GRANT ALL ON " + table + " TO shop_app");
        Plan plan = Fixture.plan(
                rollout(table), Fixture.rename("public", table, "old", "new"), target.snapshot("public", table));
        PlanRun run = new PlanRun(plan, target.connect(TestTarget.AGENT));
        run.run(Stage.EXPAND);
        run.run(Stage.DUAL_WRITE);
    }

    private static RolloutId rollout(String table) {
        return RolloutId.parse("shop.rename_in_" + table);
    }

    private static String outcome(Decision decision, Connection owner, Connection app)
            throws SQLException, IOException {
        String table = decision.statement().matches("INSERT INTO d .*") ? "d" : "t";
        TestTarget.execute(owner, "TRUNCATE t, d");
        if (!decision.before().isEmpty()) {
            String[] values = decision.before().split(", ", -1);
            TestTarget.execute(owner, "ALTER TABLE t DISABLE TRIGGER USER");
            TestTarget.execute(
                    owner, "INSERT INTO t (id, old, new) VALUES (1, " + sql(values[0]) + ", " + sql(values[1]) + ")");
            String trigger = ObjectNames.of(rollout("t")).of("sync");
            TestTarget.execute(owner, "ALTER TABLE t ENABLE ALWAYS TRIGGER " + trigger);
        }
        if (decision.copied().isEmpty()) {
            TestTarget.execute(app, decision.statement());
        } else {
            app.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(decision.statement() + " (FORMAT csv)", new StringReader(decision.copied()));
        }
        return String.join(";", TestTarget.query(app, "SELECT old, new FROM " + table))
                .replace("null", "NULL")
                .replace("|", ", ");
    }

    private static String sql(String value) {
        return value.equals("NULL") ? "NULL" : "'" + value + "'";
    }

    private static List<Decision> decisions() throws IOException {
        List<Decision> decisions = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                decisions.add(new Decision(
                        matcher.group(1), text(matcher.group(2)), text(matcher.group(3)), matcher.group(4)));
            }
        }
        return decisions;
    }

    private static String text(@Nullable String group) {
        return group == null ? "" : group;
    }
}
