package dev.towpath.orchestrator.services;

import java.time.Instant;

/** Whether somebody said that an instance is no more. Its next word takes that back. */
public sealed interface Leave {
    /** Nobody did. */
    record Stays() implements Leave {}

    /** The instance itself. */
    record Goodbye(Instant at) implements Leave {}

    /** An operator, who answers for it. */
    record Retired(Instant at, String by, String reason) implements Leave {}
}
