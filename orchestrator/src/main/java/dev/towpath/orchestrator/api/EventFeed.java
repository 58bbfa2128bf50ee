package dev.towpath.orchestrator.api;

import dev.towpath.orchestrator.api.problem.RequestRefused;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Events as a server-sent feed. A comment, at once and every 10 s, tells both sides that the line is open. The id of each
 * event is its place in the log, opaque to clients, which a client that reconnects sends as {@code Last-Event-ID}.
 */
final class EventFeed {
    static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private EventFeed() {}

    /** Right after that event, so that nothing is missed or comes twice; from the beginning if none is named. */
    static Cursor after(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return Cursor.START;
        }
        try {
            return Cursor.parse(lastEventId.strip());
        } catch (IllegalArgumentException malformed) {
            throw RequestRefused.unreadable("InvalidValue", String.valueOf(malformed.getMessage()), LAST_EVENT_ID);
        }
    }

    static Multi<OutboundSseEvent> of(Multi<StoredEvent> events, Sse sse) {
        Multi<OutboundSseEvent> beats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(beat -> sse.newEventBuilder().comment("still here").build());
        Multi<OutboundSseEvent> news = events.map(stored -> sse.newEventBuilder()
                .id(stored.cursor().toString())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(EventDocument.of(stored))
                .build());
        return Multi.createBy().merging().streams(beats, news);
    }
}
