package dev.towpath.cli.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the server said: a document, or a problem of RFC 9457. */
public record Answer(int status, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether this is the document that was asked for. */
    public boolean isDocument() {
        return status < 300;
    }

    /** The body; something that isn't JSON comes from no Towpath server. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new CallEnded(
                    ExitCode.NOT_REACHED, "what answers there (" + status + ") is not a Towpath server; look at --api");
        }
    }

    /** The document; ends the call where the server refused. */
    public JsonNode document() {
        if (isDocument()) {
            return json();
        }
        throw new CallEnded(isUnreadable() ? ExitCode.USAGE : ExitCode.REJECTED, problem());
    }

    /** Whether the request itself, or the file in it, could not be read. */
    private boolean isUnreadable() {
        return status == 400 || status == 413 || status == 415;
    }

    /** {@code rule: detail} of a problem. */
    public String problem() {
        JsonNode problem = json();
        String rule = problem.path("rule").asText(problem.path("title").asText("status " + status));
        String detail = problem.path("detail").asText();
        return detail.isEmpty() ? rule : rule + ": " + detail;
    }
}
