WITH asked AS MATERIALIZED (SELECT $1::text AS schema_name, $2::text AS table_name)
SELECT pg_catalog.json_build_object(
  'server_version', pg_catalog.current_setting('server_version_num')::int,
  'schema', asked.schema_name,
  'table', asked.table_name,
  'found', EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                   WHERE n.nspname = asked.schema_name AND c.relname = asked.table_name))::text
FROM asked
