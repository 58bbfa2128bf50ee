package dev.towpath.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The services of {@code GET /api/services}, a line for each instance. */
public final class ServicesText {
    private ServicesText() {}

    /**
     * In the order in which they come; what a state follows from stands behind it. What an instance says of rollouts that
     * are over, or unknown, is left out: it says it for ever.
     *
     * @param rollouts those of {@code GET /api/rollouts}
     */
    public static String of(JsonNode services, JsonNode rollouts) {
        Set<String> open = open(rollouts);
        Table table = new Table("SERVICE", "INSTANCE", "DATABASE", "VERSION", "STATE", "ACKNOWLEDGED", "SEEN", "");
        for (JsonNode service : services) {
            for (JsonNode instance : service.path("instances")) {
                table.row(
                        service.path("service").asText(),
                        instance.path("instance").asText(),
                        service.path("database").asText(),
                        instance.path("version").asText(),
                        instance.path("state").asText(),
                        acknowledged(instance.path("acknowledged"), open),
                        Terminal.time(instance.path("last_seen").asText()),
                        instance.path("detail").asText());
            }
        }
        return table.toString();
    }

    private static Set<String> open(JsonNode rollouts) {
        Set<String> open = new HashSet<>();
        for (JsonNode rollout : rollouts) {
            if (!rollout.path("final").asBoolean()) {
                open.add(rollout.path("id").asText());
            }
        }
        return open;
    }

    private static String acknowledged(JsonNode phases, Set<String> open) {
        String said = phases.properties().stream()
                .filter(phase -> open.contains(phase.getKey()))
                .map(phase -> phase.getKey() + " " + phase.getValue().asText())
                .sorted()
                .collect(Collectors.joining(", "));
        return said.isEmpty() ? "-" : said;
    }
}
