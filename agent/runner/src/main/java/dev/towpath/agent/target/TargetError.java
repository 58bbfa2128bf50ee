package dev.towpath.agent.target;

/**
 * What a failed statement means for its caller, judged by SQLSTATE alone, never by message text. A statement outside an
 * explicit transaction, or a transaction that had not sent COMMIT, has had no effect in every case but
 * {@link SessionLost}, where only receipt and catalog can tell.
 */
public sealed interface TargetError {
    /** Five characters, or empty where the server did not answer. */
    String sqlState();

    /** For people and logs; names objects and constraints, never a row's values. */
    String detail();

    /** The lock was not had within {@code lock_timeout}; nothing changed. */
    record LockTimedOut(String sqlState, String detail) implements TargetError {}

    /** Ended by {@code statement_timeout} or by a cancel request; nothing changed. */
    record StatementCanceled(String sqlState, String detail) implements TargetError {}

    /** Deadlock, serialization, too few resources, an object in use: trying again may help; nothing changed. */
    record Contended(String sqlState, String detail) implements TargetError {}

    /** A newer owner has raised the fence; nothing changed, and this owner must stop. */
    record Fenced(String sqlState, String detail) implements TargetError {}

    /** The server refused the statement and will again; nothing changed. */
    record Rejected(String sqlState, String detail) implements TargetError {}

    /** Connection gone or never had. Whatever was in flight may or may not have happened. */
    record SessionLost(String sqlState, String detail) implements TargetError {}
}
