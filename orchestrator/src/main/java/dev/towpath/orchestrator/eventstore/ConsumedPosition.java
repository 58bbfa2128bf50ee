package dev.towpath.orchestrator.eventstore;

/**
 * How far a topic's partition is read.
 *
 * @param nextOffset of the record to read next
 */
public record ConsumedPosition(String topic, int partition, long nextOffset) {}
