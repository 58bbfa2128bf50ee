package dev.towpath.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/**
 * What an orchestrator says at {@code /q/health/ready}.
 *
 * @param status of HTTP; 0 if nobody answered
 */
record Readiness(int status, JsonNode body) {
    private static final List<String> SERVERS = List.of("kafka", "store schema");

    static final Readiness NONE = new Readiness(0, MissingNode.getInstance());

    boolean isReady() {
        return status == 200;
    }

    /** Whether of the two servers it is the one of {@code check} that is away, and since when. */
    boolean names(String check) {
        return status == 503
                && SERVERS.stream().allMatch(server -> isDown(server) == server.equals(check))
                && !data(check).path("since").isMissingNode();
    }

    private boolean isDown(String check) {
        return of(check).path("status").asText().equals("DOWN");
    }

    /** What {@code check} says. */
    JsonNode data(String check) {
        return of(check).path("data");
    }

    private JsonNode of(String check) {
        for (JsonNode one : body.path("checks")) {
            if (one.path("name").asText().equals(check)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }
}
