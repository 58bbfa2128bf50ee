package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.change.AddColumn;
import dev.towpath.contracts.change.NewValue;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.neighbour.Neighbours;
import dev.towpath.planner.trial.ColumnTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans for the fixture {@code users}, statement by statement, as a reader sees them. {@code -Dtowpath.rewrite=true}
 * writes the files anew; the difference is what a review looks at.
 */
class GoldenPlanTest {
    private static final Path FOLDER = Path.of("src/test/resources/plans");
    private static final CatalogSnapshot SNAPSHOT =
            CatalogSnapshot.parse(TestTarget.resource("/fixtures/users-18.json"));

    /** A plan and the folder that its stages are in. */
    record Golden(String folder, Plan plan) {
        @Override
        public String toString() {
            return folder;
        }
    }

    static Stream<Golden> plans() {
        return Stream.of(
                new Golden("rename_column", plan(rename("display_name"))),
                new Golden("add_column", plan(locale("'en'"), made("text", "'en'::text", false))),
                new Golden("add_column_row_by_row", plan(token(), made("uuid", "gen_random_uuid()", true))));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void a_plan_of_the_fixture_has_not_drifted(Golden golden) throws IOException {
        Path folder = FOLDER.resolve(golden.folder()).resolve("postgresql");
        for (PlannedStage stage : golden.plan().stages()) {
            Path file = folder.resolve((stage.stage().ordinal() + 1) + "-"
                    + stage.stage().wireName().replace('_', '-') + ".sql");
            String rendered = PlanText.of(stage);
            if (Boolean.getBoolean("towpath.rewrite")) {
                Files.createDirectories(folder);
                Files.writeString(file, rendered);
            }
            assertThat(rendered).isEqualTo(Files.readString(file));
        }
    }

    @Test
    void the_same_catalog_gives_the_same_hash_and_another_name_another_one() {
        Plan plan = plan(rename("display_name"));

        assertThat(plan(rename("display_name"))).isEqualTo(plan);
        assertThat(plan.hash())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(plan(rename("shown_name")).hash());
    }

    @ParameterizedTest
    @MethodSource("plans")
    void the_hash_covers_the_way_back(Golden golden) {
        List<PlannedStage> withoutUndo = golden.plan().stages().stream()
                .map(stage -> new PlannedStage(stage.stage(), stage.steps(), List.of()))
                .toList();

        assertThat(PlanHash.of(golden.plan().stages(), golden.plan().footprint()))
                .isEqualTo(golden.plan().hash())
                .isNotEqualTo(PlanHash.of(withoutUndo, golden.plan().footprint()));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void the_point_of_no_return_is_the_last_step(Golden golden) {
        assertThat(golden.plan().pointOfNoReturn())
                .isEqualTo(golden.plan().stages().getLast().steps().getLast().id());
    }

    private static Plan plan(SchemaChange change, ColumnTrial... tried) {
        return Fixture.planned(Planner.plan(
                Fixture.ROLLOUT,
                Fixture.rollout(change, BackfillSpec.DEFAULT),
                SNAPSHOT,
                List.of(tried),
                Neighbours.NONE));
    }

    private static SchemaChange rename(String to) {
        return new RenameColumn("public", "users", "full_name", to);
    }

    private static SchemaChange locale(String value) {
        return new AddColumn("public", "users", "locale", "text", true, new NewValue.Default(value), "BCP 47");
    }

    private static SchemaChange token() {
        NewValue value = new NewValue.Default("gen_random_uuid()");
        return new AddColumn("public", "users", "token", "uuid", false, value, "");
    }

    private static ColumnTrial made(String type, String expression, boolean rewrites) {
        return new ColumnTrial.Made(type, "", false, false, expression, !rewrites, rewrites, true, List.of());
    }
}
