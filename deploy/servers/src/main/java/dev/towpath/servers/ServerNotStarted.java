package dev.towpath.servers;

/** A server could not be made, started or stopped; the message says what to look at. */
public final class ServerNotStarted extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ServerNotStarted(String message) {
        super(message);
    }

    public ServerNotStarted(String message, Throwable cause) {
        super(message, cause);
    }
}
