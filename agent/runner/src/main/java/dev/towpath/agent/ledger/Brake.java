package dev.towpath.agent.ledger;

import dev.towpath.agent.target.TargetSession;

/** Table {@code towpath.control}: the emergency brake, which works from psql when all else is dead. */
public final class Brake {
    /** One row, one boolean; true too where somebody removed the row: unknown is not "go on". */
    public static final String HALTED_SQL = "SELECT coalesce((SELECT halted FROM towpath.control), true)";

    private Brake() {}

    /** Whether the brake is on. */
    public static boolean isOn(TargetSession session) throws InterruptedException {
        return session.row(HALTED_SQL).orElseThrow().getBoolean(0);
    }
}
