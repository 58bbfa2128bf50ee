package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.RolloutSpec;

/** A rollout file's value as JSON in the file's own form, keys always in the same order: what is written can be read. */
final class RolloutWriter {
    private RolloutWriter() {}

    static ObjectNode write(RolloutSpec rollout) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("revision", rollout.revision().value());
        file.put("database", rollout.database().value());
        rollout.changes().forEach(change -> file.withArray("/changes").add(SchemaChanges.write(change)));
        rollout.downRevision()
                .forEach(parent -> file.withArray("/down_revision").add(parent.value()));
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
                gates.putObject(point.wireName())
                        .put("approvals", gate.approvals())
                        .put("soak", DurationText.format(gate.soak()));
            }
        }
        file.putObject("drop").put("keep_for", DurationText.format(rollout.keepFor()));
        file.put("lock_timeout", DurationText.format(rollout.lockTimeout()));
        return file;
    }
}
