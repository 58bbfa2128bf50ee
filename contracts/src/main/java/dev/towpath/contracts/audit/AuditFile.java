package dev.towpath.contracts.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.anchor.Anchor;
import java.util.List;

/**
 * One rollout for somebody who has nothing else: what happened, summed up for people, and every event with its hash, so that
 * the summary, the chain and the plan's hash can be checked without a server ({@link AuditFileCheck}).
 *
 * @param events oldest first, each as it is stored: {@code stream, version, type, time, actor, reason, data, hash,
 *     previous_hash}
 * @param anchors the last anchor that covers this rollout; none if no anchor does
 */
public record AuditFile(
        String format, String rolloutId, AuditSummary summary, List<JsonNode> events, List<Anchor> anchors) {
    public static final String FORMAT = "towpath-audit/1";

    public AuditFile {
        events = List.copyOf(events);
        anchors = List.copyOf(anchors);
        if (anchors.size() > 1) {
            throw new IllegalArgumentException("one anchor covers all before it");
        }
    }
}
