package dev.towpath.cli.server;

/** What a script learns from a call. */
public final class ExitCode {
    /** Done, or accepted. */
    public static final int DONE = 0;
    /** Rejected, failed, rolled back, aborted, or in doubt. */
    public static final int REJECTED = 1;
    /** Wrong usage, or a file that can't be read. */
    public static final int USAGE = 2;
    /** The server was not reached. */
    public static final int NOT_REACHED = 3;
    /** {@code --timeout} passed. */
    public static final int TIMED_OUT = 4;
    /** {@code --wait} met something that only a person can do. */
    public static final int NEEDS_A_PERSON = 5;

    private ExitCode() {}
}
