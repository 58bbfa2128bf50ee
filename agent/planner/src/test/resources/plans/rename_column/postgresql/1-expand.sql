-- expand.1.add-column: Add display_name beside full_name
-- gate expand; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" ADD COLUMN "display_name" character varying(60) COLLATE pg_catalog."C";
ALTER TABLE "public"."users" ALTER COLUMN "display_name" SET STORAGE EXTERNAL;
ALTER TABLE "public"."users" ALTER COLUMN "display_name" SET STATISTICS 321;
ALTER TABLE "public"."users" ALTER COLUMN "display_name" SET ("n_distinct" = '-0.5');
COMMENT ON COLUMN "public"."users"."display_name" IS E'what the user''s \\passport says';
GRANT INSERT ("display_name") ON "public"."users" TO shop_app;
GRANT REFERENCES ("display_name") ON "public"."users" TO shop_app WITH GRANT OPTION;
GRANT SELECT ("display_name") ON "public"."users" TO shop_app;
GRANT UPDATE ("display_name") ON "public"."users" TO shop_app;
GRANT SELECT ("display_name") ON "public"."users" TO PUBLIC;
-- undo: ALTER TABLE "public"."users" DROP COLUMN "display_name"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'display_name' AND NOT attisdropped AND NOT attnotnull AND NOT atthasdef AND pg_catalog.format_type(atttypid, atttypmod) = 'character varying(60)')

