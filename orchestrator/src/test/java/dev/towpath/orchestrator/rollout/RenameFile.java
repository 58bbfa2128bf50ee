package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.RolloutSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The rollout file of the tests: {@code users.full_name} becomes {@code display_name}. */
final class RenameFile {
    static final DatabaseId SHOP = new DatabaseId("shop");
    static final Revision REVISION = new Revision("20260306_add_display_name");
    static final RolloutId ID = new RolloutId(SHOP, REVISION, 1);
    static final Duration KEEP_FOR = Duration.ofDays(7);
    static final Duration SOAK = Duration.ofMinutes(10);

    private RenameFile() {}

    /** Approvals before cutover and drop, a soak before cutover, a week before the drop. */
    static RolloutSpec gated() {
        return with(
                Map.of(
                        GatePoint.CUTOVER, new GateSpec(1, SOAK),
                        GatePoint.DROP, new GateSpec(1, Duration.ZERO)),
                KEEP_FOR);
    }

    /** No condition at all. */
    static RolloutSpec open() {
        return with(Map.of(), Duration.ZERO);
    }

    static RolloutSpec with(Map<GatePoint, GateSpec> gates, Duration keepFor) {
        return new RolloutSpec(
                REVISION,
                SHOP,
                List.of(new RenameColumn("public", "users", "full_name", "display_name")),
                List.of(),
                "Replace users.full_name by users.display_name",
                Map.of(),
                BackfillSpec.DEFAULT,
                gates,
                keepFor,
                Duration.ofMillis(500));
    }
}
