package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.Step;
import dev.towpath.planner.dialect.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every stage, its undo, the stage again; an old and a new client that write and read after each. */
class RenameColumnLifeCycleIT {
    private static final List<Stage> BEFORE_CONTRACT =
            List.of(Stage.EXPAND, Stage.DUAL_WRITE, Stage.BACKFILL, Stage.CUTOVER);

    static Stream<LifeCycleCase> cases() {
        return Stream.of(
                new LifeCycleCase(
                        "users",
                        "public",
                        "users",
                        "full_name",
                        "display_name",
                        "id",
                        ", team",
                        ", 7",
                        n -> "'name " + n + "'"),
                new LifeCycleCase(
                        "odd-names",
                        "Odd.Schema \"q\"",
                        "Täble.with\"all'of\\it",
                        "Column.Näme \"quoted\" 'and' %1$I \\ of exactly 63 bytes, in U",
                        "Select \"New\".Näme",
                        "Key \"One\"",
                        ", \"where\"",
                        ", 1",
                        n -> "" + (1000 + n)),
                new LifeCycleCase(
                        "documents",
                        "public",
                        "documents",
                        "body",
                        "content",
                        "code",
                        ", code, tenant",
                        ", gen_random_uuid(), 1",
                        n -> "'{\"n\":   " + n + "}'"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_stage_can_be_undone_and_done_again_while_both_clients_work(LifeCycleCase example) throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            target.owner(TestTarget.resource("/fixtures/" + example.script() + ".sql"));
            Plan plan = Fixture.plan(
                    Fixture.rename(
                            example.schema(), example.table(), example.from(), example.to(), Fixture.backfill(target)),
                    target.snapshot(example.schema(), example.table()));
            PlanRun run = new PlanRun(plan, target.connect(TestTarget.AGENT));
            Clients clients = new Clients(example, target.connect(TestTarget.APP));
            Connection superuser = target.connect("postgres");
            List<String> untouched = CatalogDump.of(superuser);

            for (Stage stage : BEFORE_CONTRACT) {
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
            Step hide = run.steps(Stage.CONTRACT).getFirst();
            run.run(hide);
            clients.onlyTheNewOneWorks();
            for (Stage stage : List.of(Stage.values()).reversed()) {
                run.undo(stage);
                clients.workAfter(stage.compareTo(Stage.DUAL_WRITE) > 0 ? Stage.DUAL_WRITE : Stage.EXPAND);
            }
            assertThat(CatalogDump.of(superuser)).containsExactlyElementsOf(untouched);

            for (Stage stage : BEFORE_CONTRACT) {
                run.run(stage);
            }
            run.run(hide);
            run.undoByScript(Stage.CONTRACT);
            clients.workAfter(Stage.CUTOVER);
            run.run(Stage.CONTRACT);
            clients.onlyTheNewOneWorks();

            assertThat(CatalogDump.of(target.connect("postgres")))
                    .containsExactlyInAnyOrderElementsOf(afterPlainRename(example));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX late ON public.notes (body)",
                "ALTER TABLE public.notes ADD CONSTRAINT late CHECK (body <> '')",
                "ALTER TABLE public.notes ALTER COLUMN body SET DEFAULT 'late'",
                "CREATE STATISTICS public.late ON id, body FROM public.notes",
                "CREATE VIEW public.late AS SELECT body FROM public.notes"
            })
    void what_came_after_the_plan_keeps_the_column_from_being_hidden(String late) throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            PlanRun run = notes(target);
            for (Stage stage : List.of(Stage.EXPAND, Stage.DUAL_WRITE, Stage.BACKFILL, Stage.CUTOVER)) {
                run.run(stage);
            }
            target.owner(late);
            List<String> before = CatalogDump.of(target.connect("postgres"));

            Step hide = run.steps(Stage.CONTRACT).getFirst();
            assertThatThrownBy(() -> run.run(hide))
                    .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                            .isEqualTo("2BP01"));
            assertThat(CatalogDump.of(target.connect("postgres"))).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @Test
    void whatever_part_of_a_stage_was_done_is_taken_back_and_nothing_else() throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            target.owner(TestTarget.resource("/fixtures/users.sql"));
            Plan plan = Fixture.plan(
                    Fixture.rename("public", "users", "full_name", "display_name"), target.snapshot("public", "users"));
            PlanRun run = new PlanRun(plan, target.connect(TestTarget.AGENT));
            Connection superuser = target.connect("postgres");

            for (Stage stage : BEFORE_CONTRACT) {
                List<String> before = CatalogDump.of(superuser);
                for (int done = 0; done < run.steps(stage).size(); done++) {
                    for (Step step : run.steps(stage).subList(0, done)) {
                        run.run(step);
                    }
                    leaveUnfinished(superuser, run.steps(stage).subList(0, done));
                    run.undo(stage);
                    assertThat(CatalogDump.of(superuser))
                            .as(done + " steps of " + stage)
                            .containsExactlyElementsOf(before);
                }
                run.run(stage);
            }
            List<String> before = CatalogDump.of(superuser);
            run.undo(Stage.CONTRACT);
            assertThat(CatalogDump.of(superuser)).containsExactlyElementsOf(before);
        }
    }

    /** As a concurrent build leaves it that was broken off. */
    private static void leaveUnfinished(Connection superuser, List<Step> done) throws SQLException {
        if (!done.isEmpty() && done.getLast() instanceof ConcurrentStep build) {
            TestTarget.execute(
                    superuser,
                    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = " + Sql.string(build.object())
                            + "::regclass");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CREATE INDEX theirs ON public.notes (content); 2BP01",
                "ALTER TABLE public.notes ALTER content SET DEFAULT 'theirs'; 55000",
                "ALTER TABLE public.notes ALTER content SET NOT NULL; 55000"
            })
    void what_others_made_of_the_new_column_is_not_dropped_with_it(String theirs, String state) throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            PlanRun run = notes(target);
            run.run(Stage.EXPAND);
            target.owner(theirs);

            assertThatThrownBy(() -> run.undo(Stage.EXPAND))
                    .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                            .isEqualTo(state));
        }
    }

    @Test
    void a_column_that_was_never_ours_stays() throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            PlanRun run = notes(target);
            target.owner("ALTER TABLE public.notes ADD content int");
            List<String> before = CatalogDump.of(target.connect("postgres"));

            run.undo(Stage.EXPAND);
            assertThat(CatalogDump.of(target.connect("postgres"))).containsExactlyElementsOf(before);
        }
    }

    private static PlanRun notes(TestTarget target) throws SQLException {
        target.owner("CREATE TABLE public.notes (id int PRIMARY KEY, body text);"
                + " CREATE INDEX notes_body ON public.notes (body)");
        Plan plan =
                Fixture.plan(Fixture.rename("public", "notes", "body", "content"), target.snapshot("public", "notes"));
        return new PlanRun(plan, target.connect(TestTarget.AGENT));
    }

    /** The catalog as the engine itself makes it by RENAME COLUMN. */
    private static List<String> afterPlainRename(LifeCycleCase example) throws SQLException {
        try (TestTarget other = TestTarget.create()) {
            other.owner(TestTarget.resource("/fixtures/" + example.script() + ".sql"));
            other.owner("ALTER TABLE " + example.sqlTable() + " RENAME COLUMN " + Sql.name(example.from()) + " TO "
                    + Sql.name(example.to()));
            return CatalogDump.of(other.connect("postgres"));
        }
    }
}
