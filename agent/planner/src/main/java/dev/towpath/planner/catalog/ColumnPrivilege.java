package dev.towpath.planner.catalog;

/**
 * A privilege on one column.
 *
 * @param grantee as SQL
 * @param byOwner whether the table's owner granted it
 */
public record ColumnPrivilege(String privilege, String grantee, boolean grantable, boolean byOwner) {}
