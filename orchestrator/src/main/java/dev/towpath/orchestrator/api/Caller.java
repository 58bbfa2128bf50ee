package dev.towpath.orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.codec.TraceParent;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a command by HTTP, as the headers say; a claim until authentication is built.
 *
 * @param command identity of the command: {@code Idempotency-Key}, or a random one, within source {@code /api}
 * @param actor {@code X-Towpath-Actor}, or empty
 * @param reason {@code X-Towpath-Reason}, or empty
 * @param traceparent W3C trace context; empty if there is none, or one of another form
 */
record Caller(MessageId command, String actor, String reason, String traceparent) {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String ACTOR = "X-Towpath-Actor";
    static final String REASON = "X-Towpath-Reason";
    static final String SOURCE = "/api";

    private static final int LONGEST_KEY = 200;

    static Caller of(HttpHeaders headers) {
        return new Caller(
                new MessageId(SOURCE, commandId(headers.getHeaderString(IDEMPOTENCY_KEY))),
                text(headers, ACTOR),
                text(headers, REASON),
                TraceParent.of(text(headers, "traceparent")));
    }

    /** Fills what a command's body leaves out; what the body says stands. Refuses a command that nobody asks for. */
    void fill(ObjectNode data) {
        if (!data.hasNonNull("actor")) {
            if (actor.isEmpty()) {
                throw RequestRefused.unreadable(
                        "ActorMissing", "say who asks: send the header " + ACTOR + ", such as dba@example.org", ACTOR);
            }
            data.put("actor", actor);
        }
        if (!data.hasNonNull("reason")) {
            data.put("reason", reason);
        }
    }

    private static String commandId(@Nullable String key) {
        if (key == null) {
            return UUID.randomUUID().toString();
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw RequestRefused.unreadable(
                    "InvalidValue", IDEMPOTENCY_KEY + " is 1 to " + LONGEST_KEY + " characters", IDEMPOTENCY_KEY);
        }
        return key.strip();
    }

    private static String text(HttpHeaders headers, String name) {
        String value = headers.getHeaderString(name);
        return value == null ? "" : value.strip();
    }
}
