package dev.towpath.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The services of {@code GET /api/services}, a line for each instance. */
public final class ServicesText {
    private ServicesText() {}

    /** In the order in which they come; what a state follows from stands behind it. */
    public static String of(JsonNode services) {
        Table table = new Table("SERVICE", "INSTANCE", "DATABASE", "VERSION", "STATE", "ACKNOWLEDGED", "SEEN", "");
        for (JsonNode service : services) {
            for (JsonNode instance : service.path("instances")) {
                table.row(
                        service.path("service").asText(),
                        instance.path("instance").asText(),
                        service.path("database").asText(),
                        instance.path("version").asText(),
                        instance.path("state").asText(),
                        acknowledged(instance.path("acknowledged")),
                        Terminal.time(instance.path("last_seen").asText()),
                        instance.path("detail").asText());
            }
        }
        return table.toString();
    }

    private static String acknowledged(JsonNode phases) {
        List<String> said = new ArrayList<>();
        for (Map.Entry<String, JsonNode> phase : phases.properties()) {
            said.add(phase.getKey() + " " + phase.getValue().asText());
        }
        return said.isEmpty() ? "-" : String.join(", ", said);
    }
}
