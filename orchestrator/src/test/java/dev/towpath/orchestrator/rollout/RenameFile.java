package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.contracts.spec.ServiceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rollout file of the tests: {@code users.full_name} becomes {@code display_name}. */
final class RenameFile {
    static final DatabaseId SHOP = new DatabaseId("shop");
    static final Revision REVISION = new Revision("20260306_add_display_name");
    static final RolloutId ID = new RolloutId(SHOP, REVISION, 1);
    static final RolloutId PARENT = new RolloutId(SHOP, new Revision("20260215_initial_users"), 1);
    static final RolloutId NEIGHBOUR = new RolloutId(SHOP, new Revision("20260301_shorten_names"), 1);
    static final Duration KEEP_FOR = Duration.ofDays(7);
    static final Duration SOAK = Duration.ofMinutes(10);

    static final ServiceName CRM = new ServiceName("crm");
    static final ServiceName BILLING = new ServiceName("billing");
    static final ServiceName REPORTS = new ServiceName("reports");
    static final Map<ServiceName, ServiceSpec> SERVICES = Map.of(
            CRM, new ServiceSpec.Following(new ServiceVersion("2.4.0"), Optional.of(new ServiceVersion("3.0.0"))),
            BILLING, new ServiceSpec.Following(new ServiceVersion("1.9.0"), Optional.empty()),
            REPORTS, new ServiceSpec.Unaffected());

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
        return with(gates, keepFor, Map.of());
    }

    /** No condition at all but that of the services: crm and billing follow, reports is unaffected. */
    static RolloutSpec served() {
        return with(Map.of(), Duration.ZERO, SERVICES);
    }

    /** No condition at all, but a parent. */
    static RolloutSpec following(RolloutId parent) {
        return with(Map.of(), Duration.ZERO, Map.of(), lineage(parent.revision()));
    }

    /** A place in the graph by its parents alone. */
    static Lineage lineage(Revision... parents) {
        return new Lineage(List.of(parents), List.of(), List.of(), false);
    }

    static RolloutSpec with(Map<GatePoint, GateSpec> gates, Duration keepFor, Map<ServiceName, ServiceSpec> services) {
        return with(gates, keepFor, services, Lineage.ROOT);
    }

    static RolloutSpec with(
            Map<GatePoint, GateSpec> gates, Duration keepFor, Map<ServiceName, ServiceSpec> services, Lineage lineage) {
        return new RolloutSpec(
                REVISION,
                SHOP,
                List.of(new RenameColumn("public", "users", "full_name", "display_name")),
                lineage,
                "Replace users.full_name by users.display_name",
                services,
                BackfillSpec.DEFAULT,
                gates,
                keepFor,
                Duration.ofMillis(500));
    }
}
