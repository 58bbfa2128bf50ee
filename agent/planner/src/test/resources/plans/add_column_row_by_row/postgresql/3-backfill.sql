-- backfill.1.analyze: Analyze the table, so that its statistics know what is there now
-- gate backfill; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
ANALYZE "public"."users";
-- undo: 
-- probe: SELECT false

-- backfill.2.fill: Fill token in batches along id
-- gate backfill; ROW EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 30000 ms
UPDATE "public"."users" SET "token" = (gen_random_uuid())
WHERE ($1::text[] IS NULL OR "id" OPERATOR(pg_catalog.>) ($1::text[])[1]::bigint)
  AND "id" OPERATOR(pg_catalog.<=) ($2::text[])[1]::bigint
  AND "token" IS NOT DISTINCT FROM NULL;
-- key: id
-- boundary: SELECT ARRAY[b."id"::text]
--   FROM (SELECT "id" FROM "public"."users"
--         WHERE ($1::text[] IS NULL OR "id" OPERATOR(pg_catalog.>) ($1::text[])[1]::bigint)
--         ORDER BY "id" LIMIT $2::bigint) b
--   ORDER BY b."id" DESC LIMIT 1
-- estimate: SELECT greatest(reltuples, 0)::bigint FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass('"public"."users"')
-- suppress triggers: false
-- undo: 
-- probe: SELECT false

-- backfill.3.verify: Look for rows that lack token
-- gate backfill; ACCESS SHARE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
SELECT count(*), count(*) FILTER (WHERE "token" IS NOT DISTINCT FROM NULL) FROM "public"."users";
-- undo: 
-- probe: SELECT false

