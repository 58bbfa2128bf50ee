package dev.towpath.orchestrator.api;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The whole log. */
@Path("/api/events")
@Tag(name = "Feeds")
public class LogResource {
    private final LogTail tail;

    LogResource(LogTail tail) {
        this.tail = tail;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Every event of every stream, in the order of the log",
            description =
                    "First what has happened, then what happens. With Last-Event-ID, what comes after that event.")
    public Multi<OutboundSseEvent> feed(
            @HeaderParam(EventFeed.LAST_EVENT_ID) @Nullable String lastEventId, @Context Sse sse) {
        return EventFeed.of(tail.log(EventFeed.after(lastEventId)), sse);
    }
}
