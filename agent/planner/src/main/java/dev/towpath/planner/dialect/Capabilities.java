package dev.towpath.planner.dialect;

/**
 * What one version of PostgreSQL can do, where it matters to a plan.
 *
 * @param notNullConstraints whether NOT NULL is a named constraint that may be added NOT VALID
 * @param virtualColumns whether a generated column may be computed when it is read
 */
public record Capabilities(boolean notNullConstraints, boolean virtualColumns) {
    public static final int OLDEST = 130000;
    private static final int POSTGRESQL_18 = 180000;

    /** Of {@code server_version_num}. Later versions are taken for the newest one known. */
    public static Capabilities of(int serverVersion) {
        return new Capabilities(serverVersion >= POSTGRESQL_18, serverVersion >= POSTGRESQL_18);
    }
}
