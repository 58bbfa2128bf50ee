package dev.towpath.cli.server;

/** Ends a call with an exit code and what to say on stderr; expected, so it carries no stack trace. */
public final class CallEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CallEnded(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
