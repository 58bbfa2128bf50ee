package dev.towpath.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What an orchestrator says at {@code /q/health/ready}.
 *
 * @param status of HTTP; 0 if nobody answered
 */
record Readiness(int status, JsonNode body) {
    static final Readiness NONE = new Readiness(0, MissingNode.getInstance());

    boolean isReady() {
        return status == 200;
    }

    /** Whether {@code check} is the only one that is down, and says since when. */
    boolean names(String check) {
        for (JsonNode one : body.path("checks")) {
            boolean down = one.path("status").asText().equals("DOWN");
            if (down != one.path("name").asText().equals(check)) {
                return false;
            }
        }
        return status == 503 && !data(check).path("since").isMissingNode();
    }

    /** What {@code check} says. */
    JsonNode data(String check) {
        for (JsonNode one : body.path("checks")) {
            if (one.path("name").asText().equals(check)) {
                return one.path("data");
            }
        }
        return MissingNode.getInstance();
    }
}
