package dev.towpath.orchestrator.eventstore;

import dev.towpath.contracts.event.Recorded;

/**
 * An event with its place in the store.
 *
 * @param cursor its place in the order over all streams
 * @param type its CloudEvents type as it was written
 * @param commandsSent agent commands that the stream has caused so far, this event's included
 * @param traceparent W3C trace context that it was recorded in, or empty
 */
public record StoredEvent(Cursor cursor, String type, long commandsSent, Recorded<?> recorded, String traceparent) {
    /** One that was recorded in no trace. */
    public StoredEvent(Cursor cursor, String type, long commandsSent, Recorded<?> recorded) {
        this(cursor, type, commandsSent, recorded, "");
    }

    /** The event as it was appended. */
    public NewEvent event() {
        return new NewEvent(recorded, commandsSent, traceparent);
    }
}
