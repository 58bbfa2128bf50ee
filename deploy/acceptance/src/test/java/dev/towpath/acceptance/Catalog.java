package dev.towpath.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads a target's catalog as lines of text, sorted, without column order, so that two states can be compared. */
final class Catalog {
    private static final String DUMP = """
            select format('column %s %s %s %s default %s comment %s statistics %s storage %s grants %s', a.attname,
                     format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation,
                     case when a.attnotnull then 'not null' end, pg_get_expr(d.adbin, d.adrelid),
                     col_description(a.attrelid, a.attnum), a.attstattarget, a.attstorage, a.attacl)
              from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
             where a.attrelid = 'public.users'::regclass and a.attnum > 0 and not a.attisdropped
            union all
            select format('constraint %s on %s %s %s', conname, conrelid::regclass, pg_get_constraintdef(oid), convalidated)
              from pg_constraint where conrelid = 'public.users'::regclass or confrelid = 'public.users'::regclass
            union all
            select format('index %s valid %s comment %s', pg_get_indexdef(i.indexrelid), i.indisvalid,
                     obj_description(i.indexrelid, 'pg_class'))
              from pg_index i where i.indrelid = 'public.users'::regclass
            union all
            select format('trigger %s', pg_get_triggerdef(oid))
              from pg_trigger where tgrelid = 'public.users'::regclass and not tgisinternal
            union all
            select format('sequence %s owned by column %s', s.oid::regclass, a.attname)
              from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i')
                join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
             where s.relkind = 'S' and d.refobjid = 'public.users'::regclass
            order by 1
            """;

    private Catalog() {}

    /** Everything about table {@code users}. */
    static List<String> ofUsers(String jdbcUrl) throws SQLException {
        return lines(jdbcUrl, DUMP);
    }

    /**
     * Names of objects that Towpath made outside of its own schema. An index's own name for a column doesn't count: it
     * stays what the column was called when the index was built, as after any RENAME COLUMN.
     */
    static List<String> leftovers(String jdbcUrl) throws SQLException {
        return lines(jdbcUrl, """
                select 'relation ' || relname from pg_class where relname like 'tp\\_%'
                union all select 'function ' || proname from pg_proc where proname like 'tp\\_%'
                union all select 'trigger ' || tgname from pg_trigger where tgname like 'tp\\_%'
                union all select 'constraint ' || conname from pg_constraint where conname like 'tp\\_%'
                union all select 'column ' || attname from pg_attribute join pg_class on pg_class.oid = attrelid
                    where attname like 'tp\\_%' and not attisdropped and relkind <> 'i'
                """);
    }

    /** What {@link #ofUsers} says after a rename: constraints and indexes keep their names, as with the engine's own. */
    static List<String> renamed(List<String> before) {
        return before.stream()
                .map(line -> line.replaceAll("\\bfull_name\\b", "display_name"))
                .toList();
    }

    /** {@code <calls> x <statement>} of all DDL on users that the agent has sent since the server's start. */
    static List<String> executedOnUsers(String jdbcUrl) throws SQLException {
        return lines(jdbcUrl, """
                select calls || ' x ' || query from pg_stat_statements s join pg_roles r on r.oid = s.userid
                 where r.rolname = 'towpath_agent' and query ~ 'users'
                   and query ~* '^\\s*(alter table|create (unique )?index|create (or replace )?(trigger|function)|comment on)'
                """);
    }

    /** The first column of every row, as text. */
    static List<String> lines(String jdbcUrl, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (result.next()) {
                lines.add(result.getString(1));
            }
            return lines;
        }
    }

    /** Runs statements. */
    static void run(String jdbcUrl, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
