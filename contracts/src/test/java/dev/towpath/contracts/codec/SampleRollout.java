package dev.towpath.contracts.codec;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rollout that all samples speak of, and its plan. */
final class SampleRollout {
    static final RolloutId ID = RolloutId.parse("shop.20260306_add_display_name");
    static final Instant TIME = Instant.parse("2026-03-06T12:00:00.123456Z");
    static final String HASH = "0f".repeat(32);
    static final RolloutId OTHER = RolloutId.parse("shop.20260301_add_locale");
    static final DatabaseId SHOP = new DatabaseId("shop");
    static final StepId ADD = new StepId("expand.1.add-column");
    static final StepId FILL = new StepId("backfill.1.copy-rows");
    static final Failure DIFFERS =
            new Failure(Failure.Kind.REFUSED, "RowsDiffer", "3 of 300000 rows differ", "backfill.2.verify");

    static final RolloutSpec ROLLOUT = new RolloutSpec(
            new Revision("20260306_add_display_name"),
            SHOP,
            List.of(new RenameColumn("public", "users", "full_name", "display_name")),
            Lineage.ROOT,
            "Replace users.full_name by users.display_name",
            Map.of(),
            BackfillSpec.DEFAULT,
            Map.of(
                    GatePoint.CUTOVER, new GateSpec(1, Duration.ofMinutes(10)),
                    GatePoint.CONTRACT, new GateSpec(1, Duration.ofDays(7)),
                    GatePoint.DROP, new GateSpec(1, Duration.ZERO)),
            Duration.ofDays(7),
            Duration.ofMillis(500));

    static final Lineage LINEAGE = new Lineage(
            List.of(new Revision("20260215_initial_users")),
            List.of(
                    new Dependency(new Revision("20260301_add_locale"), Optional.of(Stage.CUTOVER)),
                    new Dependency(new Revision("20260302_add_phone"), Optional.empty())),
            List.of("crm"),
            true);

    static final Plan PLAN = new Plan(
            HASH,
            new StepId("contract.2.drop"),
            List.of(
                    new PlannedStage(
                            Stage.EXPAND, List.of(transaction("expand.1.add-column", GatePoint.EXPAND)), List.of()),
                    new PlannedStage(Stage.DUAL_WRITE, List.of(), List.of()),
                    new PlannedStage(Stage.BACKFILL, List.of(backfill(), verify()), List.of()),
                    new PlannedStage(Stage.CUTOVER, List.of(concurrent()), List.of()),
                    new PlannedStage(
                            Stage.CONTRACT,
                            List.of(
                                    transaction("contract.1.hide", GatePoint.CONTRACT),
                                    transaction("contract.2.drop", GatePoint.DROP)),
                            List.of())),
            new Footprint("public.users", List.of("column public.users.full_name")),
            List.of("A NULL written through one side that the other side masks is lost."));

    private SampleRollout() {}

    private static TransactionStep transaction(String id, GatePoint gate) {
        return new TransactionStep(
                new StepId(id),
                gate,
                "Add users.display_name",
                "ALTER TABLE \"public\".\"users\" ADD COLUMN \"display_name\" text",
                "ACCESS EXCLUSIVE on public.users",
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                "ALTER TABLE \"public\".\"users\" DROP COLUMN \"display_name\"",
                "SELECT true");
    }

    private static BackfillStep backfill() {
        return new BackfillStep(
                FILL,
                GatePoint.BACKFILL,
                "Copy full_name to display_name",
                "UPDATE …",
                "ROW EXCLUSIVE on public.users",
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                "",
                "SELECT false",
                List.of("id"),
                "SELECT …",
                "SELECT 300000",
                Duration.ofMillis(200),
                true);
    }

    private static VerifyStep verify() {
        return new VerifyStep(
                new StepId("backfill.2.verify"),
                GatePoint.BACKFILL,
                "Compare both columns row by row",
                "SELECT …",
                "ACCESS SHARE on public.users",
                Duration.ofMillis(500),
                Duration.ZERO,
                "",
                "SELECT false");
    }

    private static ConcurrentStep concurrent() {
        return new ConcurrentStep(
                new StepId("cutover.1.build-index"),
                GatePoint.CUTOVER,
                "Build the twin of users_name_idx",
                "CREATE INDEX CONCURRENTLY …",
                "SHARE UPDATE EXCLUSIVE on public.users",
                Duration.ZERO,
                Duration.ofHours(1),
                "DROP INDEX CONCURRENTLY …",
                "SELECT …",
                "\"public\".\"tp_0a1b2c3d_users_name_idx\"",
                "DROP INDEX CONCURRENTLY …",
                "SELECT …");
    }
}
