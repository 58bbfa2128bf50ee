package dev.towpath.orchestrator.eventstore;

import dev.towpath.contracts.event.Recorded;

/**
 * An event that is to be appended, already chained to its predecessor by {@link HashChain}.
 *
 * @param commandsSent agent commands that the stream will have caused, this event's included
 * @param traceparent W3C trace context that it is recorded in, or empty
 */
public record NewEvent(Recorded<?> recorded, long commandsSent, String traceparent) {
    /** One that is recorded in no trace. */
    public NewEvent(Recorded<?> recorded, long commandsSent) {
        this(recorded, commandsSent, "");
    }
}
