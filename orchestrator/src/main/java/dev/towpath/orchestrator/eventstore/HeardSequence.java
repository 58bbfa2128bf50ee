package dev.towpath.orchestrator.eventstore;

/** The last sequence number handled of what {@code source} said about {@code subject}; 0 if none. */
public record HeardSequence(String source, String subject, long sequence) {}
