package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.planner.catalog.CatalogSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The plan for the fixture {@code users}, statement by statement, as a reader sees it. {@code -Dtowpath.rewrite=true}
 * writes the files anew; the difference is what a review looks at.
 */
class GoldenPlanTest {
    private static final Path FOLDER = Path.of("src/test/resources/plans/rename_column/postgresql");

    private final CatalogSnapshot snapshot = CatalogSnapshot.parse(TestTarget.resource("/fixtures/users-18.json"));
    private final Plan plan = Fixture.plan(Fixture.rename("public", "users", "full_name", "display_name"), snapshot);

    @Test
    void the_plan_of_the_fixture_has_not_drifted() throws IOException {
        for (PlannedStage stage : plan.stages()) {
            Path file = FOLDER.resolve((stage.stage().ordinal() + 1) + "-"
                    + stage.stage().wireName().replace('_', '-') + ".sql");
            String rendered = PlanText.of(stage);
            if (Boolean.getBoolean("towpath.rewrite")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, rendered);
            }
            assertThat(rendered).isEqualTo(Files.readString(file));
        }
    }

    @Test
    void the_same_catalog_gives_the_same_hash_and_another_bound_another_one() {
        Plan again = Fixture.plan(Fixture.rename("public", "users", "full_name", "display_name"), snapshot);
        Plan other = Fixture.plan(Fixture.rename("public", "users", "full_name", "shown_name"), snapshot);

        assertThat(again).isEqualTo(plan);
        assertThat(plan.hash()).matches("[0-9a-f]{64}").isNotEqualTo(other.hash());
    }

    @Test
    void the_point_of_no_return_is_the_drop() {
        assertThat(plan.pointOfNoReturn().value()).isEqualTo("contract.2.drop");
    }
}
