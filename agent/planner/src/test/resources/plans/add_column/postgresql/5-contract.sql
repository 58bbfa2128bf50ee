-- contract.1.confirm: Look whether locale is there as planned, and nothing of ours beside it
-- gate contract; none; lock_timeout 500 ms; statement_timeout 21600000 ms
SELECT 1::bigint, CASE WHEN (SELECT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'locale' AND NOT attisdropped AND attnotnull = false AND atthasdef = true AND attgenerated = '' AND pg_catalog.format_type(atttypid, atttypmod) = 'text')))
  THEN 0 ELSE 1 END::bigint;
-- undo: 
-- probe: SELECT false

