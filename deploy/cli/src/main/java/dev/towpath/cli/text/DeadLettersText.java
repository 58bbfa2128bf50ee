package dev.towpath.cli.text;

import com.fasterxml.jackson.databind.JsonNode;

/** Dead letters for people. */
public final class DeadLettersText {
    private static final int MOST_SHOWN = 4_000;

    private DeadLettersText() {}

    /** {@code GET /api/dead-letters}: a line for each. */
    public static String list(JsonNode letters) {
        Table table = new Table("ID", "PUT ASIDE", "TOPIC", "ABOUT", "ATTEMPTS", "RULE", "PUT BACK");
        for (JsonNode letter : letters) {
            table.row(
                    letter.path("id").asText(),
                    Terminal.time(letter.path("dead_at").asText()),
                    letter.path("topic").asText(),
                    about(letter),
                    letter.path("attempts").asText(),
                    letter.path("rule").asText(),
                    putBack(letter));
        }
        return table.toString();
    }

    /** {@code GET /api/dead-letters/{id}}. */
    public static String whole(JsonNode content) {
        JsonNode letter = content.path("letter");
        StringBuilder text = new StringBuilder();
        line(
                text,
                "why",
                letter.path("rule").asText() + ": " + letter.path("detail").asText());
        if (!letter.path("first_error").asText().isEmpty()) {
            line(
                    text,
                    "errors",
                    letter.path("first_error").asText() + ", at last "
                            + letter.path("last_error").asText());
        }
        line(
                text,
                "put aside",
                Terminal.time(letter.path("dead_at").asText()) + " by "
                        + letter.path("by").asText() + " after "
                        + (letter.path("attempts").asInt() == 1
                                ? "one attempt"
                                : letter.path("attempts").asText() + " attempts"));
        line(
                text,
                "lay on",
                letter.path("topic").asText() + ", partition "
                        + letter.path("partition").asText() + ", offset "
                        + letter.path("offset").asText() + ", sent "
                        + Terminal.time(letter.path("sent_at").asText()));
        line(
                text,
                "message",
                letter.path("source").asText().isEmpty()
                        ? "(its headers can't be read)"
                        : letter.path("type").asText() + " "
                                + letter.path("source").asText() + " "
                                + letter.path("message_id").asText());
        for (JsonNode replay : letter.path("replays")) {
            line(
                    text,
                    "put back",
                    Terminal.time(replay.path("time").asText()) + " by "
                            + replay.path("actor").asText() + ": "
                            + replay.path("reason").asText());
        }
        line(text, "key", bytes(content.path("key")));
        for (JsonNode header : content.path("headers")) {
            line(text, "header", header.path("name").asText() + ": " + bytes(header.path("value")));
        }
        if (!letter.path("complete").asBoolean()) {
            line(text, "incomplete", "the message was larger than 3 MiB; this is its beginning");
        }
        return text.append('\n').append(bytes(content.path("value"))).toString();
    }

    private static String about(JsonNode letter) {
        String rollout = letter.path("rollout_id").asText();
        String id = letter.path("message_id").asText();
        return !rollout.isEmpty() ? rollout : id.isEmpty() ? "-" : id;
    }

    private static String putBack(JsonNode letter) {
        JsonNode replays = letter.path("replays");
        return replays.isEmpty()
                ? "-"
                : Terminal.time(replays.path(replays.size() - 1).path("time").asText()) + " by "
                        + replays.path(replays.size() - 1).path("actor").asText();
    }

    private static String bytes(JsonNode bytes) {
        String data = bytes.path("data").asText();
        String shown = data.length() <= MOST_SHOWN
                ? data
                : data.substring(0, MOST_SHOWN) + "… (" + data.length() + " in all; --json shows the rest)";
        return switch (bytes.path("encoding").asText()) {
            case "none" -> "(none)";
            case "base64" -> "base64 " + shown;
            default -> shown;
        };
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-10s  %s\n", name, value.strip()));
    }
}
