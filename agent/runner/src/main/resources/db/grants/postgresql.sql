-- What the agent's role needs on a PostgreSQL database, and all that it gets: no superuser, no BYPASSRLS, no CREATEROLE.
-- Run once by a superuser, connected to the database under migration; run again whenever another role has become the
-- owner of tables. Then give the role a password: ALTER ROLE towpath_agent PASSWORD '…';

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'towpath_agent') THEN
        CREATE ROLE towpath_agent LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO towpath_agent', current_database());
END $$;

-- The ledger.
CREATE SCHEMA IF NOT EXISTS towpath AUTHORIZATION towpath_agent;

-- Only an owner may alter a table: membership in the roles that own the database and its tables, superusers excepted.
DO $$
DECLARE
    owner name;
BEGIN
    FOR owner IN
        SELECT rolname FROM pg_catalog.pg_roles
        WHERE NOT rolsuper AND rolname <> 'towpath_agent' AND rolname !~ '^pg_' AND oid IN (
            SELECT datdba FROM pg_catalog.pg_database WHERE datname = current_database()
            UNION
            SELECT relowner FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace
            WHERE relkind IN ('r', 'p') AND nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'towpath'))
    LOOP
        EXECUTE format('GRANT %I TO towpath_agent', owner);
    END LOOP;
END $$;

-- Where those tables live the agent makes trigger functions, and moves objects of its own.
DO $$
DECLARE
    home name;
BEGIN
    FOR home IN
        SELECT nspname FROM pg_catalog.pg_namespace
        WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'towpath')
    LOOP
        EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO towpath_agent', home);
    END LOOP;
END $$;

-- Names the session that keeps a step from its lock, whoever it belongs to.
GRANT pg_read_all_stats TO towpath_agent;

-- Backfill batches do not fire the tables' own triggers (audit, updated_at). Before 15 only a superuser may set this, and
-- a backfill of such a table needs `fires_triggers: accepted` in the rollout file.
DO $$
BEGIN
    IF current_setting('server_version_num')::integer >= 150000 THEN
        EXECUTE 'GRANT SET ON PARAMETER session_replication_role TO towpath_agent';
    END IF;
END $$;
