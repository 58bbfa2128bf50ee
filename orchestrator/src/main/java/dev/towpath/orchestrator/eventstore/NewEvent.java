package dev.towpath.orchestrator.eventstore;

import dev.towpath.contracts.event.Recorded;

/**
 * An event that is to be appended, already chained to its predecessor by {@link HashChain}.
 *
 * @param commandsSent agent commands that the stream will have caused, this event's included
 */
public record NewEvent(Recorded<?> recorded, long commandsSent) {}
