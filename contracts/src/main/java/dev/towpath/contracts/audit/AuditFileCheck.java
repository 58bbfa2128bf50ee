package dev.towpath.contracts.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.codec.AnchorHash;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks an {@link AuditFile} against itself: that its events are a chain, that each plan has the hash that it says, that
 * the anchor in it covers them, and that everything else in it follows from them, to the last member. Whether the anchor is
 * a true one only a place outside the file can tell.
 */
public final class AuditFileCheck {
    /** What was found, and the file; findings are all there is to say where the file could not be read to its end. */
    public record Result(List<Finding> findings, List<AuditFile> file, LogVerifier.Totals log) {
        public Result {
            findings = List.copyOf(findings);
            file = List.copyOf(file);
        }
    }

    private static final List<String> MEMBERS =
            List.of("stream", "version", "type", "time", "actor", "reason", "data", "hash", "previous_hash");

    private final MessageCodec codec;
    private final Function<Plan, String> planHash;
    private final List<Finding> findings = new ArrayList<>();

    private AuditFileCheck(MessageCodec codec, Function<Plan, String> planHash) {
        this.codec = codec;
        this.planHash = planHash;
    }

    /** Whether it says that it is such a file at all. */
    public static boolean isAuditFile(JsonNode json) {
        return json.path("format").asText().equals(AuditFile.FORMAT);
    }

    public static Result of(JsonNode json, MessageCodec codec, Function<Plan, String> planHash) {
        return new AuditFileCheck(codec, planHash).check(json);
    }

    private Result check(JsonNode json) {
        LogVerifier verifier = new LogVerifier(claims(json), findings::add);
        json.path("events").forEach(event -> accept(event, verifier));
        LogVerifier.Totals totals = verifier.finish();
        try {
            AuditFile file = codec.mapper().treeToValue(json, AuditFile.class);
            List<Recorded<?>> events = new ArrayList<>();
            for (JsonNode event : file.events()) {
                events.add(codec.mapper().treeToValue(event, Recorded.class));
            }
            events.forEach(this::checkPlan);
            checkRest(json, file, events);
            return new Result(findings, List.of(file), totals);
        } catch (JsonProcessingException e) {
            findings.add(new Finding.FileDiffers(
                    place(e), "can't be read as what the export writes: a member is missing, or of another kind"));
            return new Result(findings, List.of(), totals);
        }
    }

    private static String place(JsonProcessingException failure) {
        return failure instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                        .collect(Collectors.joining())
                : "";
    }

    private Claims claims(JsonNode json) {
        Claims claims = new Claims();
        for (JsonNode node : json.path("anchors")) {
            try {
                Anchor anchor = codec.mapper().treeToValue(node, Anchor.class);
                if (Claims.isReadable(anchor) && AnchorHash.isGenuine(anchor)) {
                    claims.add(anchor, json.path("rollout_id").asText());
                } else {
                    findings.add(new Finding.AnchorEdited("the file", anchor.number()));
                }
            } catch (JsonProcessingException e) {
                findings.add(new Finding.FileDiffers("/anchors", "holds no anchor that can be read"));
            }
        }
        return claims;
    }

    private void accept(JsonNode event, LogVerifier verifier) {
        String stream = event.path("stream").asText();
        long version = event.path("version").asLong();
        if (MEMBERS.stream().allMatch(event::hasNonNull)
                && event.path("version").isIntegralNumber()) {
            verifier.accept(new LoggedEvent(stream, version, new LogPlace(1, 1, version), event));
        } else {
            verifier.unreadable(stream, version, "a member is missing, or of another kind");
        }
    }

    private void checkPlan(Recorded<?> event) {
        if (event.data() instanceof RolloutEvent.PlanFrozen frozen
                && !planHash.apply(frozen.plan()).equals(frozen.plan().hash())) {
            findings.add(new Finding.PlanDiffers(event.stream(), event.version()));
        }
    }

    /** Makes the file anew from its events and its anchor. */
    private void checkRest(JsonNode json, AuditFile file, List<Recorded<?>> events) throws JsonProcessingException {
        String rollout = events.isEmpty() ? "" : events.get(0).stream();
        List<JsonNode> bare = new ArrayList<>();
        for (JsonNode event : file.events()) {
            ObjectNode kept = codec.mapper().createObjectNode();
            MEMBERS.forEach(name -> kept.set(name, event.get(name)));
            bare.add(kept);
        }
        AuditFile made = new AuditFile(AuditFile.FORMAT, rollout, Summaries.of(events), bare, file.anchors());
        JsonNode expected = codec.mapper().readTree(codec.mapper().writeValueAsString(made));
        difference("", expected, json);
    }

    private void difference(String path, JsonNode expected, JsonNode found) {
        if (expected.isObject() && found.isObject()) {
            found.fieldNames()
                    .forEachRemaining(name -> difference(path + "/" + name, expected.path(name), found.path(name)));
            expected.fieldNames().forEachRemaining(name -> {
                if (!found.has(name)) {
                    findings.add(new Finding.FileDiffers(path + "/" + name, "is missing"));
                }
            });
        } else if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
            for (int i = 0; i < expected.size(); i++) {
                difference(path + "/" + i, expected.get(i), found.get(i));
            }
        } else if (!expected.equals(found)) {
            findings.add(new Finding.FileDiffers(path, "does not follow from the events"));
        }
    }
}
