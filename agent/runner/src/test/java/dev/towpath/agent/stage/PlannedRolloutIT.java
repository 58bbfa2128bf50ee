package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.codec.RolloutFiles;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.planner.PlanResult;
import dev.towpath.planner.Planner;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.catalog.SnapshotQuery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan as the planner makes it, executed step by step by the agent's role, while old and new clients write. */
class PlannedRolloutIT {
    private static final RolloutId ROLLOUT = RolloutId.parse("shop.rename");
    private static final int ROWS = 20_000;
    private static final String FILE = """
            revision: rename
            database: shop
            changes:
              - rename_column: {table: Order Lines, from: Item, to: "Product Name"}
            """;
    private static final String CATALOG = """
            SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
              SELECT concat_ws(' ', attname, format_type(atttypid, atttypmod), attcollation::regcollation, attnotnull,
                               pg_get_expr(adbin, adrelid), col_description(attrelid, attnum)) AS line
              FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
              WHERE attrelid = '"Order Lines"'::regclass AND attnum > 0 AND NOT attisdropped
              UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = '"Order Lines"'::regclass
              UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                        WHERE conrelid = '"Order Lines"'::regclass AND contype <> 'n'
              UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger
                        WHERE tgrelid = '"Order Lines"'::regclass AND NOT tgisinternal) AS lines""";

    private final TestControl control = new TestControl();
    private Target target;
    private int written;

    @BeforeEach
    void table() {
        target = Target.create();
        target.own("""
                CREATE TABLE "Order Lines" (tenant int, id uuid,
                    "Item" varchar(80) COLLATE "C" NOT NULL DEFAULT 'none', price numeric,
                    CONSTRAINT "some item" CHECK (length("Item") > 0), PRIMARY KEY (tenant, id));
                COMMENT ON COLUMN "Order Lines"."Item" IS 'what it is';
                CREATE INDEX "lines by item" ON "Order Lines" ("Item", price DESC) WHERE price > 10;
                INSERT INTO "Order Lines" SELECT n %% 5, md5(n::text)::uuid, 'item ' || n, n
                FROM generate_series(1, %d) n""".formatted(ROWS));
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void the_catalog_is_what_it_was_with_the_name_exchanged_and_every_write_is_there() throws Exception {
        String before = target.text(CATALOG);
        Plan plan = plan();

        for (PlannedStage stage : plan.stages()) {
            for (Step step : stage.steps()) {
                assertThat(target.run(step, control)).as(step.sql()).isInstanceOf(StepSucceeded.class);
                assertThat(target.run(step, control)).as("again").isInstanceOf(StepSucceeded.class);
            }
            writeAsBothVersionsDo(stage.stage());
        }

        assertThat(target.text(CATALOG).lines()).containsExactlyInAnyOrderElementsOf(renamed(before));
        assertThat(target.number("SELECT count(*) FROM \"Order Lines\"")).isEqualTo(ROWS + written);
        assertThat(target.number("SELECT count(*) FROM \"Order Lines\" WHERE \"Product Name\" = 'item ' || price"))
                .isEqualTo(ROWS + written);
        assertThat(target.number("SELECT count(*) FROM pg_proc WHERE proname LIKE 'tp\\_%'"))
                .isZero();
        assertThat(target.number("SELECT count(*) FROM pg_class WHERE relname LIKE 'tp\\_%'"))
                .isZero();
    }

    private static List<String> renamed(String catalog) {
        return catalog.lines()
                .map(line -> line.replace("\"Item\"", "\"Product Name\"").replaceFirst("^Item ", "Product Name "))
                .toList();
    }

    /** Old clients write the old name until it is hidden; new ones the new name once they may be told to. */
    private void writeAsBothVersionsDo(Stage after) {
        if (after != Stage.CONTRACT) {
            write("\"Item\"");
        }
        if (after.compareTo(Stage.DUAL_WRITE) >= 0) {
            write("\"Product Name\"");
        }
    }

    private void write(String column) {
        written++;
        int price = 100_000 + written;
        target.own("""
                INSERT INTO "Order Lines" (tenant, id, %1$s, price) VALUES (9, gen_random_uuid(), 'other', %2$d);
                UPDATE "Order Lines" SET %1$s = 'item %2$d' WHERE price = %2$d""".formatted(column, price));
    }

    private Plan plan() throws InterruptedException, UnreadableMessage {
        var spec = new RolloutFiles().read(FILE.getBytes(StandardCharsets.UTF_8), RolloutFiles.Format.YAML);
        String snapshot = target.sessions()
                .with(session -> session.row(SnapshotQuery.sql(), "public", "Order Lines"))
                .orElseThrow()
                .getString(0);
        return ((PlanResult.Planned) Planner.plan(ROLLOUT, spec, CatalogSnapshot.parse(snapshot))).plan();
    }
}
