package dev.towpath.orchestrator.api;

import dev.towpath.contracts.RolloutId;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.rollout.story.Passage;
import dev.towpath.orchestrator.rollout.story.Story;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The events of one rollout: all that were, as they come, or as a story. */
@Path("/api/rollouts")
@Tag(name = "Feeds")
public class RolloutHistoryResource {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventStore events;
    private final LogTail tail;

    RolloutHistoryResource(EventStore events, LogTail tail) {
        this.events = events;
        this.tail = tail;
    }

    @GET
    @Path("{id}/history")
    @Operation(summary = "Every event of the rollout, oldest first")
    public Uni<List<EventDocument>> history(@PathParam("id") String id) {
        return stream(Ids.rollout(id))
                .map(stream -> stream.stream().map(EventDocument::of).toList());
    }

    @GET
    @Path("{id}/story")
    @Operation(
            summary = "The history of the rollout in sentences, oldest first",
            description = "Who did what and why, what followed and on what evidence, and how long it took, attempt by"
                    + " attempt. For people: scripts read the history.")
    public Uni<List<Passage>> story(@PathParam("id") String id) {
        return stream(Ids.rollout(id))
                .map(stream ->
                        Story.of(stream.stream().map(StoredEvent::recorded).toList()));
    }

    /** Waits for the first look at the stream: once the feed is open, there is no way to say that nobody knows it. */
    @GET
    @Path("{id}/events")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "The events of the rollout, as they come",
            description =
                    "First what has happened, then what happens. With Last-Event-ID, what comes after that event.")
    public Multi<OutboundSseEvent> feed(
            @PathParam("id") String id,
            @HeaderParam(EventFeed.LAST_EVENT_ID) @Nullable String lastEventId,
            @Context Sse sse) {
        RolloutId rollout = Ids.rollout(id);
        Cursor after = EventFeed.after(lastEventId);
        stream(rollout).await().atMost(PATIENCE);
        return EventFeed.of(tail.stream(rollout.toString(), after), sse);
    }

    private Uni<List<StoredEvent>> stream(RolloutId rollout) {
        return events.read(rollout.toString()).invoke(stream -> {
            if (stream.isEmpty()) {
                throw RolloutResource.unknown(rollout);
            }
        });
    }
}
