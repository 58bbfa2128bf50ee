package dev.towpath.contracts.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.codec.AnchorHash;
import dev.towpath.contracts.codec.EventHash;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file of one event of every kind that the summary tells of, changed in every place. */
class AuditFileCheckTest {
    private static final String ROLLOUT = "shop.20260306_add_display_name";
    private static final List<String> EVENTS = List.of(
            "rollout-submitted",
            "plan-frozen",
            "stage-approved",
            "approval-withdrawn",
            "stage-rejected",
            "rejection-withdrawn",
            "approval-expired",
            "gate-skipped",
            "gate-opened",
            "gate-reopened",
            "step-blocked-by-lock",
            "step-completed",
            "step-failed",
            "step-in-doubt",
            "rollout-completed");

    private final MessageCodec codec = new MessageCodec();

    private List<JsonNode> events() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        String previous = EventHash.FIRST;
        for (String name : EVENTS) {
            Path golden = Path.of("src/test/resources/golden/dev.towpath.event." + name + ".v1.json");
            ObjectNode event =
                    (ObjectNode) codec.mapper().readTree(golden.toFile()).get("data");
            if (name.equals("step-failed")) {
                ((ObjectNode) event.get("data")).put("step_id", "backfill.2.verify");
            }
            event.put("stream", ROLLOUT);
            event.put("version", events.size() + 1L);
            event.put("previous_hash", previous);
            previous = EventHash.of(ROLLOUT, event);
            event.put("hash", previous);
            events.add(event);
        }
        return events;
    }

    private ObjectNode file() throws IOException {
        List<JsonNode> events = events();
        List<Recorded<?>> recorded = new ArrayList<>();
        for (JsonNode event : events) {
            recorded.add(codec.mapper().treeToValue(event, Recorded.class));
        }
        String hash = events.get(events.size() - 1).get("hash").asText();
        Anchor anchor = AnchorHash.anchor(
                3,
                Instant.parse("2026-03-06T13:00:00Z"),
                "1.800.99",
                99,
                2,
                List.of(
                        new Anchor.Head("crm.other", 4, EventHash.FIRST),
                        new Anchor.Head(ROLLOUT, events.size(), hash)),
                "a".repeat(64));
        AuditFile file = new AuditFile(AuditFile.FORMAT, ROLLOUT, Summaries.of(recorded), events, List.of(anchor));
        return (ObjectNode) codec.mapper().readTree(codec.mapper().writeValueAsString(file));
    }

    private List<Finding> findings(JsonNode file) {
        return AuditFileCheck.of(file, codec, Plan::hash).findings();
    }

    @Test
    void what_the_export_writes_holds_and_tells_of_everything_an_auditor_asks() throws Exception {
        AuditFileCheck.Result result = AuditFileCheck.of(file(), codec, Plan::hash);

        assertThat(result.findings()).isEmpty();
        assertThat(result.log().unanchoredEvents()).isZero();
        AuditSummary summary = result.file().get(0).summary();
        assertThat(summary.end()).isEqualTo("completed");
        assertThat(summary.plans()).hasSize(1);
        assertThat(summary.approvals())
                .extracting(AuditSummary.Word::said)
                .containsExactly(
                        "approved",
                        "approval_withdrawn",
                        "rejected",
                        "rejection_withdrawn",
                        "approval_expired",
                        "reopened");
        assertThat(summary.gates()).hasSize(1);
        assertThat(summary.skips()).hasSize(1);
        assertThat(summary.attempts())
                .extracting(AuditSummary.Attempt::what)
                .containsExactly("blocked", "completed", "failed", "in_doubt");
        assertThat(summary.verifications()).isNotEmpty();
    }

    @Test
    void a_change_of_any_value_is_found() throws Exception {
        List<JsonPointer> places = new ArrayList<>();
        leaves(file(), JsonPointer.empty(), places);
        assertThat(places).hasSizeGreaterThan(200);
        for (JsonPointer place : places) {
            if (!place.toString().equals("/format")) {
                ObjectNode file = file();
                change(file.at(place.head()), place.last());
                assertThat(findings(file)).as(place.toString()).isNotEmpty();
            }
        }
    }

    @Test
    void a_member_more_or_less_anywhere_is_found() throws Exception {
        List<JsonPointer> objects = new ArrayList<>();
        objects(file(), JsonPointer.empty(), objects);
        for (JsonPointer place : objects) {
            ObjectNode more = file();
            ((ObjectNode) more.at(place)).put("more", 1);
            assertThat(findings(more)).as("more at " + place).isNotEmpty();
            ObjectNode less = file();
            ((ObjectNode) less.at(place)).remove(less.at(place).fieldNames().next());
            assertThat(findings(less)).as("less at " + place).isNotEmpty();
        }
    }

    @Test
    void events_that_were_cut_off_before_the_anchor_are_missed_though_the_rest_was_made_to_fit() throws Exception {
        ObjectNode file = file();
        ArrayNode events = (ArrayNode) file.get("events");
        events.remove(events.size() - 1);
        ((ObjectNode) file.get("summary")).put("end", "open");

        assertThat(findings(file)).containsExactly(new Finding.CutOff(ROLLOUT, EVENTS.size() - 1, EVENTS.size(), 3));
    }

    @Test
    void what_is_missing_or_of_another_kind_is_named_by_its_place() throws Exception {
        ObjectNode incomplete = file();
        incomplete.remove("summary");
        ObjectNode misspelt = file();
        ((ObjectNode) misspelt.at("/events/5")).put("version", "six");

        assertThat(texts(incomplete))
                .containsExactly("/summary of the file can't be read as what the export writes: a member is missing, or"
                        + " of another kind");
        assertThat(texts(misspelt))
                .contains("stream " + ROLLOUT + " version 0 can't be read: a member is missing, or of another kind")
                .noneMatch(text -> text.contains("coerce") || text.contains("out of order"));
    }

    private List<String> texts(ObjectNode file) {
        return AuditFileCheck.of(file, codec, Plan::hash).findings().stream()
                .map(Finding::text)
                .toList();
    }

    @Test
    void a_plan_without_its_hash_is_found() throws Exception {
        assertThat(AuditFileCheck.of(file(), codec, plan -> "another").findings())
                .containsExactly(new Finding.PlanDiffers(ROLLOUT, 2));
    }

    private static void leaves(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (node.isValueNode()) {
            places.add(at);
        }
        children(node, at, (child, place) -> leaves(child, place, places));
    }

    private static void objects(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (node.isObject() && !node.isEmpty()) {
            places.add(at);
        }
        children(node, at, (child, place) -> objects(child, place, places));
    }

    private interface Visitor {
        void visit(JsonNode child, JsonPointer place);
    }

    private static void children(JsonNode node, JsonPointer at, Visitor visitor) {
        node.properties().forEach(member -> visitor.visit(member.getValue(), at.appendProperty(member.getKey())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            visitor.visit(node.get(i), at.appendIndex(i));
        }
    }

    private static void change(JsonNode parent, JsonPointer last) {
        JsonNode value = parent.at(last);
        JsonNode changed = value.isTextual()
                ? TextNode.valueOf(value.asText() + "x")
                : value.isBoolean() ? BooleanNode.valueOf(!value.asBoolean()) : LongNode.valueOf(value.asLong() + 1);
        if (parent instanceof ObjectNode object) {
            object.set(last.getMatchingProperty(), changed);
        } else {
            ((ArrayNode) parent).set(last.getMatchingIndex(), changed);
        }
    }
}
