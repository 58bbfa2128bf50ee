package dev.towpath.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.codec.MessageTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events of {@code GET /api/rollouts/{id}/history}, a line each. */
public final class HistoryText {
    private HistoryText() {}

    /** Oldest first, as they come. */
    public static String of(JsonNode events) {
        Table table = new Table("#", "TIME", "EVENT", "BY", "WHAT");
        for (JsonNode event : events) {
            String reason = event.path("reason").asText();
            table.row(
                    event.path("version").asText(),
                    Terminal.time(event.path("time").asText()),
                    MessageTypes.nameOf(event.path("type").asText()),
                    event.path("actor").asText(),
                    what(event.path("data")) + (reason.isEmpty() ? "" : " \"" + reason + "\""));
        }
        return table.toString();
    }

    /** What the event says, without the long documents in it. */
    private static String what(JsonNode data) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : data.properties()) {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "rollout" -> parts.add(value.path("title").asText());
                case "plan" ->
                    parts.add("hash " + value.path("hash").asText() + ", point of no return "
                            + value.path("point_of_no_return").asText());
                case "failure" ->
                    parts.add(value.path("kind").asText() + " "
                            + value.path("rule").asText() + ": "
                            + value.path("detail").asText());
                case "evidence", "missing" -> value.forEach(sentence -> parts.add(sentence.asText()));
                case "valid_until" -> parts.add("valid until " + Terminal.time(value.asText()));
                case "step_id", "gate", "stage", "phase", "blocker" -> parts.add(value.asText());
                default -> {
                    if (!value.asText().isEmpty()) {
                        parts.add(field.getKey().replace('_', ' ') + " " + value.asText());
                    }
                }
            }
        }
        parts.removeIf(String::isBlank);
        return String.join(", ", parts);
    }
}
