package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** A command's reply in one line. */
final class ReplyText {
    private ReplyText() {}

    static String of(JsonNode reply) {
        String detail = reply.path("detail").asText();
        String rollout = reply.path("rollout_id").asText();
        return reply.path("result").asText().replace('_', ' ')
                + (rollout.isEmpty() ? "" : " " + rollout)
                + (detail.isEmpty() ? "" : ": " + detail);
    }
}
