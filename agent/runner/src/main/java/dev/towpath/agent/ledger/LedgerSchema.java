package dev.towpath.agent.ledger;

import java.util.List;

/** The ledger's schema as this agent needs it. Migrations are listed, not scanned for: what isn't here doesn't run. */
public final class LedgerSchema {
    public static final String NAME = "towpath";

    /** Flyway's table. */
    public static final String HISTORY = "schema_history";

    /** The version that the last of {@link #MIGRATIONS} leads to. */
    public static final String VERSION = "8";

    /** Class path resources, in order. */
    public static final List<String> MIGRATIONS = List.of(
            "db/ledger/V1__ledger.sql",
            "db/ledger/V2__evidence_expires.sql",
            "db/ledger/V3__withdrawn_steps.sql",
            "db/ledger/V4__side_by_side.sql",
            "db/ledger/V5__tempo.sql",
            "db/ledger/V6__anchors.sql",
            "db/ledger/V7__dead_letters.sql",
            "db/ledger/V8__histories.sql");

    private LedgerSchema() {}
}
