package dev.towpath.acceptance;

import java.sql.SQLException;
import java.util.List;

/**
 * What the target itself wrote down of every DDL statement on its tables, in that statement's own transaction: what was
 * tried and taken back isn't there, and what was done twice is there twice.
 */
record CommittedDdl(Stack stack) {
    private static final String WATCH = """
            create schema watch;
            create table watch.ddl(tx xid8, tag text, object text, statement text);
            create function watch.note() returns event_trigger language plpgsql security definer
                set search_path = pg_catalog as $$
            begin
                insert into watch.ddl
                select pg_current_xact_id(), command_tag, object_identity, current_query() from pg_event_trigger_ddl_commands()
                 where session_user = 'towpath_agent' and schema_name is distinct from 'towpath';
            end $$;
            create event trigger watch on ddl_command_end execute function watch.note();
            """;

    void watch() throws SQLException {
        Catalog.run(stack.targetJdbc(), WATCH);
    }

    /** Nothing of it is left. */
    void unwatch() throws SQLException {
        Catalog.run(stack.targetJdbc(), "drop event trigger watch; drop schema watch cascade");
    }

    /** One for each transaction in which it was committed. */
    List<String> statements() throws SQLException {
        return Catalog.lines(
                stack.targetJdbc(),
                "select tag || ' ' || object || ': ' || statement from (select distinct * from watch.ddl) as committed");
    }

    void forget() throws SQLException {
        Catalog.run(stack.targetJdbc(), "truncate watch.ddl");
    }
}
