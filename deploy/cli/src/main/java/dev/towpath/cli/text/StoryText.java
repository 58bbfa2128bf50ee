package dev.towpath.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The passages of {@code GET /api/rollouts/{id}/story}, under a heading for each chapter. */
public final class StoryText {
    private static final String MARGIN = " ".repeat(30);

    private StoryText() {}

    /** Oldest first, as they come; each with the version that {@code --at} takes. */
    public static String of(JsonNode passages) {
        List<String> lines = new ArrayList<>();
        String chapter = "";
        for (JsonNode passage : passages) {
            if (!passage.path("chapter").asText().equals(chapter)) {
                chapter = passage.path("chapter").asText();
                lines.add(lines.isEmpty() ? chapter : "\n" + chapter);
            }
            lines.add(String.format(
                    "%6s  %s  %s",
                    passage.path("version").asText(),
                    Terminal.time(passage.path("time").asText()),
                    line(passage.path("sentence"))));
            passage.path("evidence").forEach(sentence -> lines.add(MARGIN + "- " + line(sentence)));
        }
        return String.join("\n", lines);
    }

    private static String line(JsonNode text) {
        return text.asText().replace('\n', ' ');
    }
}
