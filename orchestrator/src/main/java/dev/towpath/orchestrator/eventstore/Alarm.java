package dev.towpath.orchestrator.eventstore;

import java.time.Instant;

/** A stream's wish to be told the time at {@code due}, not before. The same wish twice is one. */
public record Alarm(String stream, Instant due) {}
