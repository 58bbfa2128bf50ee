package dev.towpath.planner.catalog;

/**
 * The role that read the catalog, which is the one that will execute the plan.
 *
 * @param maySuppressTriggers whether it may set {@code session_replication_role}
 * @param mayCreate whether it may create objects in the table's schema
 */
public record AgentRole(
        String name, boolean superuser, boolean bypassesRowSecurity, boolean maySuppressTriggers, boolean mayCreate) {}
