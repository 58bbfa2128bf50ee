package dev.towpath.orchestrator.kafka;

/** How often a message is tried whose handler fails on it, before it is a dead letter. */
public record AttemptLimit(int attempts) {
    public AttemptLimit {
        if (attempts < 1) {
            throw new IllegalArgumentException("towpath.messages.attempts is at least 1, not " + attempts);
        }
    }
}
