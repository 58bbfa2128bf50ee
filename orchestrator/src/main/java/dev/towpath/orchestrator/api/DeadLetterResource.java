package dev.towpath.orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import dev.towpath.orchestrator.letters.DeadLetters;
import dev.towpath.orchestrator.letters.DeadLetters.Order;
import dev.towpath.orchestrator.letters.LetterContent;
import dev.towpath.orchestrator.letters.LetterDocument;
import dev.towpath.orchestrator.letters.ReplayDocument;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Iterator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Messages that nobody could handle: which, why, and back to where they came from. See docs/messages.md. */
@Path("/api/dead-letters")
@Tag(name = "Dead letters")
public class DeadLetterResource {
    private final DeadLetters letters;

    DeadLetterResource(DeadLetters letters) {
        this.letters = letters;
    }

    @GET
    @Operation(summary = "Dead letters by number, of one topic if asked; the first 1000, without their bytes")
    public Uni<List<LetterDocument>> list(@QueryParam("topic") @DefaultValue("") String topic) {
        return letters.list(topic);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One dead letter, with the key, headers and bytes of its original")
    public Uni<LetterContent> show(@PathParam("id") String id) {
        return letters.find(number(id)).map(found -> found.orElseThrow(() -> unknown(id)));
    }

    @POST
    @Path("{id}/replay")
    @Operation(
            summary = "Put one message back on its topic, to the byte",
            description =
                    "Actor and reason are required, in the body or the headers, and are kept. Sent again under the same"
                            + " Idempotency-Key, it is not put back again.")
    public Uni<RestResponse<ReplayDocument>> replay(
            @PathParam("id") String id, byte[] body, @Context HttpHeaders headers) throws UnreadableMessage {
        long number = number(id);
        return letters.replay(number, order(body, headers))
                .map(found -> found.orElseThrow(() -> unknown(id)))
                .map(done -> {
                    for (ReplayDocument.Refused refused : done.refused()) {
                        throw RequestRefused.conflict(refused.rule(), refused.detail());
                    }
                    return accepted(done);
                });
    }

    @POST
    @Path("replay")
    @Operation(
            summary = "Put back all that nobody put back yet, of one topic if asked",
            description =
                    "In the order in which they lay on their topics, 1000 at most. The answer names what may not be"
                            + " put back, and why.")
    public Uni<RestResponse<ReplayDocument>> replayAll(
            @QueryParam("topic") @DefaultValue("") String topic, byte[] body, @Context HttpHeaders headers)
            throws UnreadableMessage {
        return letters.replayAll(topic, order(body, headers)).map(DeadLetterResource::accepted);
    }

    private static RestResponse<ReplayDocument> accepted(ReplayDocument done) {
        return RestResponse.status(RestResponse.Status.ACCEPTED, done);
    }

    private static Order order(byte[] body, HttpHeaders headers) throws UnreadableMessage {
        ObjectNode data = RequestBody.object(body, headers.getMediaType());
        for (Iterator<String> fields = data.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!field.equals("actor") && !field.equals("reason")) {
                throw RequestRefused.unreadable("UnknownField", "the fields are actor and reason", field);
            }
        }
        Caller caller = Caller.of(headers);
        caller.fill(data);
        String reason = data.path("reason").asText().strip();
        if (reason.isEmpty()) {
            throw RequestRefused.unreadable(
                    "InvalidValue", "reason is required: say what was mended, so that it can be handled now", "reason");
        }
        return new Order(caller.command().id(), data.path("actor").asText(), reason);
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException noNumber) {
            throw unknown(id);
        }
    }

    private static RequestRefused unknown(String id) {
        return RequestRefused.notFound(
                "UnknownDeadLetter", "there is no dead letter of number " + id + "; GET /api/dead-letters lists them");
    }
}
