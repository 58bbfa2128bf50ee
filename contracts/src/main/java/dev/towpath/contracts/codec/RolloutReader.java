package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.ChangeWindow;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.RolloutSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A rollout file's JSON to its value, defaults filled in; what is known but not built yet is refused by name. */
final class RolloutReader {
    static final List<String> KEYS = List.of(
            "revision",
            "database",
            "changes",
            "down_revision",
            "depends_on",
            "branch_labels",
            "new_head",
            "title",
            "services",
            "dual_write",
            "backfill",
            "gates",
            "drop",
            "lock_timeout");
    static final List<String> BACKFILL_KEYS = List.of("batch_duration", "workers", "fires_triggers");
    static final List<String> BACKFILL_KEYS_NOT_BUILT = List.of("max_replica_lag");
    static final List<String> GATE_KEYS = List.of("approvals", "approvals_expire", "soak", "window");
    static final List<String> GATE_KEYS_NOT_BUILT = List.of("unused_for");

    static final Duration KEEP_FOR = Duration.ofDays(7);
    static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);

    private static final int MOST_APPROVALS = 20;
    private static final Duration SHORTEST_APPROVAL = Duration.ofSeconds(1);
    private static final int MOST_WORKERS = 64;
    static final Duration SHORTEST_BATCH = Duration.ofMillis(10);
    static final Duration LONGEST_BATCH = Duration.ofSeconds(10);
    private static final Duration SHORTEST_LOCK_TIMEOUT = Duration.ofMillis(10);
    /** Everybody on the table may wait that long: promise 6 allows no more. */
    private static final Duration LONGEST_LOCK_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration LONGEST_CLOCK = Duration.ofDays(3650);

    private RolloutReader() {}

    static RolloutSpec read(JsonNode node, String path, Fields.Reading reading) throws UnreadableMessage {
        Fields file = Fields.open(node, path, reading, KEYS, List.of());
        Revision revision = file.value("revision", Revision::new);
        DatabaseId database = file.value("database", DatabaseId::new);
        List<SchemaChange> changes = changes(file);
        refuseNotBuilt(file);
        return new RolloutSpec(
                revision,
                database,
                changes,
                LineageFields.read(file),
                file.text("title", ""),
                ServiceSpecs.read(file),
                backfill(file),
                gates(file),
                keepFor(file),
                file.duration("lock_timeout", LOCK_TIMEOUT, SHORTEST_LOCK_TIMEOUT, LONGEST_LOCK_TIMEOUT));
    }

    private static List<SchemaChange> changes(Fields file) throws UnreadableMessage {
        file.required("changes");
        List<JsonNode> items = file.items("changes");
        if (items.isEmpty()) {
            throw UnreadableMessage.invalid(file.pathOf("changes"), "must list at least one change");
        }
        List<SchemaChange> changes = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            changes.add(SchemaChanges.read(items.get(i), file.pathOf("changes") + "[" + i + "]", file.reading()));
        }
        if (changes.size() > 1) {
            throw UnreadableMessage.notSupportedYet(file.pathOf("changes"), "a rollout of several changes");
        }
        return changes;
    }

    private static void refuseNotBuilt(Fields file) throws UnreadableMessage {
        if (!file.word("dual_write", List.of("triggers", "application")).equals("triggers")) {
            throw UnreadableMessage.notSupportedYet(
                    file.pathOf("dual_write"), "the value application of " + file.pathOf("dual_write"));
        }
    }

    private static BackfillSpec backfill(Fields file) throws UnreadableMessage {
        if (!file.has("backfill")) {
            return BackfillSpec.DEFAULT;
        }
        Fields fields = file.object("backfill", BACKFILL_KEYS, BACKFILL_KEYS_NOT_BUILT);
        if (fields.integer("workers", 1, 1, MOST_WORKERS) > 1) {
            throw UnreadableMessage.notSupportedYet(
                    fields.pathOf("workers"), "a value above 1 of " + fields.pathOf("workers"));
        }
        return new BackfillSpec(
                fields.duration("batch_duration", BackfillSpec.DEFAULT.batchDuration(), SHORTEST_BATCH, LONGEST_BATCH),
                fields.word("fires_triggers", List.of("refused", "accepted")).equals("accepted"));
    }

    private static Map<GatePoint, GateSpec> gates(Fields file) throws UnreadableMessage {
        Map<GatePoint, GateSpec> gates = new EnumMap<>(GatePoint.class);
        if (!file.has("gates")) {
            return gates;
        }
        List<String> points =
                Arrays.stream(GatePoint.values()).map(GatePoint::wireName).toList();
        Fields fields = file.object("gates", points, List.of());
        for (GatePoint point : GatePoint.values()) {
            if (fields.has(point.wireName())) {
                Fields gate = fields.object(point.wireName(), GATE_KEYS, GATE_KEYS_NOT_BUILT);
                gates.put(point, gate(gate));
            }
        }
        return gates;
    }

    private static GateSpec gate(Fields gate) throws UnreadableMessage {
        return new GateSpec(
                gate.integer("approvals", 0, 0, MOST_APPROVALS),
                gate.duration("approvals_expire", GateSpec.APPROVALS_EXPIRE, SHORTEST_APPROVAL, LONGEST_CLOCK),
                gate.duration("soak", Duration.ZERO, Duration.ZERO, LONGEST_CLOCK),
                gate.has("window") ? gate.value("window", RolloutReader::windows) : List.of());
    }

    /** Several windows are separated by commas. */
    private static List<ChangeWindow> windows(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(ChangeWindow::parse)
                .toList();
    }

    private static Duration keepFor(Fields file) throws UnreadableMessage {
        return file.has("drop")
                ? file.object("drop", List.of("keep_for"), List.of())
                        .duration("keep_for", KEEP_FOR, Duration.ZERO, LONGEST_CLOCK)
                : KEEP_FOR;
    }
}
