-- dual_write.1.install-trigger: Fill token in every row that is written without it
-- gate dual_write; SHARE ROW EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
CREATE FUNCTION "towpath"."tp_c4b2ef2f_fill"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $tp_c4b2ef2f_fill$
BEGIN
  NEW."token" := gen_random_uuid();
  RETURN NEW;
END
$tp_c4b2ef2f_fill$;
CREATE TRIGGER "tp_c4b2ef2f_fill" BEFORE INSERT OR UPDATE ON "public"."users" FOR EACH ROW
  WHEN (NEW."token" IS NOT DISTINCT FROM NULL)
  EXECUTE FUNCTION "towpath"."tp_c4b2ef2f_fill"();
ALTER TABLE "public"."users" ENABLE ALWAYS TRIGGER "tp_c4b2ef2f_fill";
-- undo: BEGIN;
--   DROP TRIGGER IF EXISTS "tp_c4b2ef2f_fill" ON "public"."users";
--   DROP FUNCTION IF EXISTS "towpath"."tp_c4b2ef2f_fill"();
--   COMMIT
-- probe: SELECT (SELECT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('"public"."users"') AND tgname = 'tp_c4b2ef2f_fill' AND tgenabled = 'A'))

-- undoes dual_write.1.install-trigger
-- dual_write.1.undo-install-trigger: Fill it no more
-- gate dual_write; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
DROP TRIGGER IF EXISTS "tp_c4b2ef2f_fill" ON "public"."users";
DROP FUNCTION IF EXISTS "towpath"."tp_c4b2ef2f_fill"();
-- undo: 
-- probe: SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('"public"."users"') AND tgname IN ('tp_c4b2ef2f_fill'))
--     AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'towpath' AND p.proname = 'tp_c4b2ef2f_fill')

