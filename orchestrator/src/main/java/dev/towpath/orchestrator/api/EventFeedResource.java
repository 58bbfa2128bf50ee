package dev.towpath.orchestrator.api;

import dev.towpath.contracts.RolloutId;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The log as server-sent events: first what has happened, then what happens. Without {@code Last-Event-ID} a feed starts
 * at the beginning; with it, right after that event, so that a client that reconnects misses nothing and sees nothing
 * twice. A comment every 10 s keeps the line open. Ids are places in the log, and opaque.
 */
@Path("/api")
@Tag(name = "Feeds")
public class EventFeedResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final LogTail tail;
    private final EventStore events;

    EventFeedResource(LogTail tail, EventStore events) {
        this.tail = tail;
        this.events = events;
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Every event of every stream, in the order of the log")
    public Multi<OutboundSseEvent> all(@HeaderParam(LAST_EVENT_ID) @Nullable String lastEventId, @Context Sse sse) {
        return feed(tail.log(after(lastEventId)), sse);
    }

    @GET
    @Path("rollouts/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The events of one rollout")
    public Multi<OutboundSseEvent> ofRollout(
            @PathParam("id") String id, @HeaderParam(LAST_EVENT_ID) @Nullable String lastEventId, @Context Sse sse) {
        RolloutId rollout = Ids.rollout(id);
        Cursor after = after(lastEventId);
        return events.read(rollout.toString()).onItem().transformToMulti(stream -> {
            if (stream.isEmpty()) {
                throw RolloutResource.unknown(rollout);
            }
            return feed(tail.stream(rollout.toString(), after), sse);
        });
    }

    private static Multi<OutboundSseEvent> feed(Multi<StoredEvent> log, Sse sse) {
        Multi<OutboundSseEvent> beats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(beat -> sse.newEventBuilder().comment("still here").build());
        Multi<OutboundSseEvent> news = log.map(stored -> sse.newEventBuilder()
                .id(stored.cursor().toString())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(EventDocument.of(stored))
                .build());
        return Multi.createBy().merging().streams(beats, news);
    }

    private static Cursor after(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return Cursor.START;
        }
        try {
            return Cursor.parse(lastEventId.strip());
        } catch (IllegalArgumentException malformed) {
            throw RequestRefused.unreadable("InvalidValue", String.valueOf(malformed.getMessage()), LAST_EVENT_ID);
        }
    }
}
