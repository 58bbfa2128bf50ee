package dev.towpath.orchestrator.outbox;

import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import java.time.Instant;

/** A message with its place in the outbox. */
record OutboxRow(Cursor cursor, Instant recordedAt, OutboxMessage message) {}
