package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.spec.ChangeWindow;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.RolloutSpec;
import java.util.stream.Collectors;

/** A rollout file's value as JSON in the file's own form, keys always in the same order: what is written can be read. */
final class RolloutWriter {
    private RolloutWriter() {}

    static ObjectNode write(RolloutSpec rollout) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("revision", rollout.revision().value());
        file.put("database", rollout.database().value());
        rollout.changes().forEach(change -> file.withArray("/changes").add(SchemaChanges.write(change)));
        LineageFields.write(rollout.lineage(), file);
        if (!rollout.title().isEmpty()) {
            file.put("title", rollout.title());
        }
        if (!rollout.services().isEmpty()) {
            ServiceSpecs.write(rollout.services(), file.putObject("services"));
        }
        file.putObject("backfill")
                .put("batch_duration", DurationText.format(rollout.backfill().batchDuration()))
                .put("fires_triggers", rollout.backfill().firesTriggers() ? "accepted" : "refused");
        ObjectNode gates = file.putObject("gates");
        for (GatePoint point : GatePoint.values()) {
            GateSpec gate = rollout.gates().get(point);
            if (gate != null) {
                write(gate, gates.putObject(point.wireName()));
            }
        }
        file.putObject("drop").put("keep_for", DurationText.format(rollout.keepFor()));
        file.put("lock_timeout", DurationText.format(rollout.lockTimeout()));
        return file;
    }

    /** What an earlier version did not know is written only where it was chosen, so that it can read all the rest. */
    private static void write(GateSpec gate, ObjectNode entry) {
        entry.put("approvals", gate.approvals()).put("soak", DurationText.format(gate.soak()));
        if (!gate.approvalsExpire().equals(GateSpec.APPROVALS_EXPIRE)) {
            entry.put("approvals_expire", DurationText.format(gate.approvalsExpire()));
        }
        if (!gate.windows().isEmpty()) {
            entry.put(
                    "window",
                    gate.windows().stream().map(ChangeWindow::toString).collect(Collectors.joining(", ")));
        }
    }
}
