package dev.towpath.contracts.spec;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.change.SchemaChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A rollout file, with its defaults filled in.
 *
 * @param changes at least one, in the order of the file
 * @param lineage its place in the graph; a root by default
 * @param services who uses the tables, as far as the file names them
 * @param gates only the gates that the file names; {@link #gate} gives every gate
 * @param keepFor how long the hidden column stays before it may be dropped; 7 days by default
 * @param lockTimeout bound of every statement that others queue behind; 500 ms by default
 */
public record RolloutSpec(
        Revision revision,
        DatabaseId database,
        List<SchemaChange> changes,
        Lineage lineage,
        String title,
        Map<ServiceName, ServiceSpec> services,
        BackfillSpec backfill,
        Map<GatePoint, GateSpec> gates,
        Duration keepFor,
        Duration lockTimeout) {
    public RolloutSpec {
        changes = List.copyOf(changes);
        services = Map.copyOf(services);
        gates = Map.copyOf(gates);
    }

    /** The same with another place in the graph. */
    public RolloutSpec at(Lineage place) {
        return new RolloutSpec(
                revision, database, changes, place, title, services, backfill, gates, keepFor, lockTimeout);
    }

    /** The conditions of the gate before {@code point}; open by default. */
    public GateSpec gate(GatePoint point) {
        return gates.getOrDefault(point, GateSpec.OPEN);
    }
}
