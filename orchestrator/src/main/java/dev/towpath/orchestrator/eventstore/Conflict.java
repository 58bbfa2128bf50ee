package dev.towpath.orchestrator.eventstore;

/**
 * Somebody else appended to the same stream, or handled the same message, since it was read. Nothing was written. Read
 * again and decide again; only {@code handling} does.
 */
public final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Conflict(Throwable cause) {
        super("the stream or the receipt was written by somebody else", cause);
    }
}
