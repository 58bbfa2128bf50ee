package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.planner.dialect.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every stage, its undo, the stage again; an old and a new client that write and read after each. */
class RenameColumnLifeCycleIT {
    private static final int TRIGGERS_SUPPRESSED_SINCE = 150000;

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
                    Fixture.rename(example.schema(), example.table(), example.from(), example.to(), backfill(target)),
                    target.snapshot(example.schema(), example.table()));
            PlanRun run = new PlanRun(plan, target.connect(TestTarget.AGENT));
            Clients clients = new Clients(example, target.connect(TestTarget.APP));

            for (Stage stage : List.of(Stage.EXPAND, Stage.DUAL_WRITE, Stage.BACKFILL, Stage.CUTOVER)) {
                run.run(stage);
                clients.workAfter(stage);
                run.undo(stage);
                run.run(stage);
                clients.workAfter(stage);
            }
            Step hide = run.steps(Stage.CONTRACT).getFirst();
            run.run(hide);
            clients.onlyTheNewOneWorks();
            run.undo(hide);
            clients.workAfter(Stage.CUTOVER);
            run.run(hide);
            run.run(run.steps(Stage.CONTRACT).getLast());
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
            target.owner("CREATE TABLE public.notes (id int PRIMARY KEY, body text);"
                    + " CREATE INDEX notes_body ON public.notes (body)");
            Plan plan = Fixture.plan(
                    Fixture.rename("public", "notes", "body", "content"), target.snapshot("public", "notes"));
            PlanRun run = new PlanRun(plan, target.connect(TestTarget.AGENT));
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

    /** Before 15 nobody but a superuser keeps a table's own triggers from firing. */
    private static BackfillSpec backfill(TestTarget target) throws SQLException {
        return new BackfillSpec(BackfillSpec.DEFAULT.batchDuration(), target.version() < TRIGGERS_SUPPRESSED_SINCE);
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
