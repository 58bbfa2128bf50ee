package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.change.NewValue;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stage, its undo, the stage again; a client that doesn't know the column and one that does after each. */
class AddColumnLifeCycleIT {
    private static final int POSTGRESQL_18 = 180000;

    static Stream<AddColumnCase> cases() {
        return Stream.of(
                AddColumnCase.plain("character varying(20) COLLATE \"C\"", "'given'"),
                AddColumnCase.defaulted("locale", "text", true, "'en'", "'fr'"),
                AddColumnCase.defaulted("count", "numeric(10,2)", false, "0", "7.5"),
                AddColumnCase.defaulted("since", "timestamptz", false, "now()", "'2026-01-01'"),
                AddColumnCase.defaulted("state", "mood", true, "'ok'", "'sad'"),
                AddColumnCase.defaulted("token", "uuid", true, "gen_random_uuid()", "gen_random_uuid()"),
                AddColumnCase.defaulted("N\"ümber", "bigint", false, "nextval('public.numbers')", "-7"),
                AddColumnCase.defaulted("own", "text", false, "public.own_default('$tp_c4b2ef2f_fill$')", "'given'"),
                AddColumnCase.generated("text", "lower(title) || '!'"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_stage_can_be_undone_and_done_again_while_both_clients_work(AddColumnCase example) throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            assumeTrue(
                    target.version() >= POSTGRESQL_18 || !(example.value() instanceof NewValue.Generated),
                    "before 18 it is refused");
            PlanRun run = planned(target, example);
            ItemClients clients = new ItemClients(example, target.connect(TestTarget.APP));
            Connection superuser = target.connect("postgres");
            List<String> untouched = CatalogDump.of(superuser);
            String file = file(superuser);

            for (Stage stage : Stage.values()) {
                List<String> before = CatalogDump.of(superuser);
                run.run(stage);
                clients.workAfter(stage);
                run.undo(stage);
                assertThat(CatalogDump.of(superuser))
                        .as("after undo of " + stage)
                        .containsExactlyElementsOf(before);
                run.run(stage);
                run.undoByScript(stage);
                assertThat(CatalogDump.of(superuser)).as("after its script").containsExactlyElementsOf(before);
                run.run(stage);
                clients.workAfter(stage);
            }
            for (Stage stage : List.of(Stage.values()).reversed()) {
                run.undo(stage);
                clients.oldOneWorks();
            }
            assertThat(CatalogDump.of(superuser)).containsExactlyElementsOf(untouched);

            for (Stage stage : Stage.values()) {
                run.run(stage);
            }
            clients.workAfter(Stage.CONTRACT);
            clients.everyRowHasIts(example);
            assertThat(file(superuser)).as("never rewritten").isEqualTo(file);
            assertThat(CatalogDump.of(superuser)).containsExactlyElementsOf(addedAtOnce(example));
        }
    }

    @Test
    void whatever_part_of_a_stage_was_done_is_taken_back() throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            PlanRun run = planned(target, AddColumnCase.defaulted("token", "uuid", false, "gen_random_uuid()", ""));
            Connection superuser = target.connect("postgres");

            for (Stage stage : Stage.values()) {
                List<String> before = CatalogDump.of(superuser);
                for (int done = 0; done < run.steps(stage).size(); done++) {
                    for (Step step : run.steps(stage).subList(0, done)) {
                        run.run(step);
                    }
                    run.undo(stage);
                    assertThat(CatalogDump.of(superuser))
                            .as(done + " steps of " + stage)
                            .containsExactlyElementsOf(before);
                }
                run.run(stage);
            }
        }
    }

    @Test
    void not_null_is_believed_and_not_looked_for_in_every_row() throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            PlanRun run = planned(target, AddColumnCase.defaulted("token", "uuid", false, "gen_random_uuid()", ""));
            for (Stage stage : List.of(Stage.EXPAND, Stage.DUAL_WRITE, Stage.BACKFILL, Stage.CUTOVER)) {
                run.run(stage);
            }
            Connection agent = target.connect(TestTarget.AGENT);
            agent.setAutoCommit(false);
            TestTarget.execute(agent, run.steps(Stage.CONTRACT).getFirst().sql());

            assertThat(TestTarget.query(
                            agent,
                            "SELECT coalesce(max(seq_scan), 0) FROM pg_stat_xact_user_tables WHERE relname = 'items'"))
                    .containsExactly("0");
            agent.rollback();
        }
    }

    private static PlanRun planned(TestTarget target, AddColumnCase example) throws SQLException {
        target.owner(TestTarget.resource("/fixtures/items.sql"));
        Plan plan = Fixture.planned(Fixture.ask(Fixture.rollout(example.change(), Fixture.backfill(target)), target));
        return new PlanRun(plan, target.connect(TestTarget.AGENT));
    }

    private static String file(Connection superuser) throws SQLException {
        return TestTarget.query(superuser, "SELECT pg_relation_filenode('public.items')")
                .getFirst();
    }

    private static List<String> addedAtOnce(AddColumnCase example) throws SQLException {
        try (TestTarget other = TestTarget.create()) {
            other.owner(TestTarget.resource("/fixtures/items.sql"));
            other.owner(example.atOnce());
            return CatalogDump.of(other.connect("postgres"));
        }
    }
}
