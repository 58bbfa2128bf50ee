package dev.towpath.planner.lock;

import java.util.Collection;

/**
 * Table locks that the statements of a plan take, weakest first. What conflicts with what: PostgreSQL manual, "Explicit
 * Locking", table 13.2.
 */
public enum LockMode {
    ACCESS_SHARE("ACCESS SHARE"),
    ROW_EXCLUSIVE("ROW EXCLUSIVE"),
    SHARE_UPDATE_EXCLUSIVE("SHARE UPDATE EXCLUSIVE"),
    SHARE_ROW_EXCLUSIVE("SHARE ROW EXCLUSIVE"),
    ACCESS_EXCLUSIVE("ACCESS EXCLUSIVE");

    private final String sql;

    LockMode(String sql) {
        this.sql = sql;
    }

    /** For people: {@code ACCESS EXCLUSIVE on public.users, public.orders}. */
    public String on(Collection<String> tables) {
        return sql + " on " + String.join(", ", tables);
    }
}
