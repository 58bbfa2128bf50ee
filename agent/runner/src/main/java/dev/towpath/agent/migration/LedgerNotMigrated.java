package dev.towpath.agent.migration;

/** The ledger's schema could not be made or brought up to date; the message says what to do. */
public final class LedgerNotMigrated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerNotMigrated(String message) {
        super(message);
    }

    public LedgerNotMigrated(String message, Throwable cause) {
        super(message, cause);
    }
}
