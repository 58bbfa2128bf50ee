package dev.towpath.bench;

/** Tables of one shape: a bigint key, a unique index beside it, some 110 bytes a row; vacuumed, analyzed and on disk. */
final class UsersTable {
    private UsersTable() {}

    /** Makes the table, or makes it anew. */
    static void create(BenchTarget target, String table, long rows) {
        target.own("""
                DROP TABLE IF EXISTS %1$s;
                CREATE TABLE %1$s (id bigint NOT NULL, full_name text NOT NULL, email text NOT NULL, city text,
                                   created_at timestamptz NOT NULL DEFAULT now());
                INSERT INTO %1$s SELECT n, 'Person number ' || n, 'person' || n || '@example.org',
                                        CASE n %% 3 WHEN 0 THEN 'Delft' WHEN 1 THEN 'Leuven' ELSE 'Luebeck' END
                FROM generate_series(1, %2$d) n;
                ALTER TABLE %1$s ADD PRIMARY KEY (id);
                CREATE UNIQUE INDEX ON %1$s (email)""".formatted(table, rows));
        settle(target, table);
    }

    /** Nothing that was done before is left to be paid for. */
    static void settle(BenchTarget target, String table) {
        target.execute("VACUUM (FREEZE, ANALYZE) " + table);
        target.execute("CHECKPOINT");
    }
}
