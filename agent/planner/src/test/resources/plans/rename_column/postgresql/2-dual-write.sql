-- dual_write.1.install-triggers: Keep full_name and display_name in step for every write
-- gate dual_write; SHARE ROW EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
CREATE FUNCTION "towpath"."tp_c4b2ef2f_sync"() RETURNS trigger LANGUAGE plpgsql AS $tp_c4b2ef2f_sync$
BEGIN
  IF TG_OP OPERATOR(pg_catalog.=) 'INSERT' THEN
    IF NEW."display_name" IS DISTINCT FROM NULL THEN
      NEW."full_name" := NEW."display_name";
    ELSE
      NEW."display_name" := NEW."full_name";
    END IF;
  ELSIF pg_catalog.record_image_ne(ROW(NEW."display_name"), ROW(OLD."display_name")) THEN
    NEW."full_name" := NEW."display_name";
  ELSE
    NEW."display_name" := NEW."full_name";
  END IF;
  RETURN NEW;
END
$tp_c4b2ef2f_sync$;
CREATE TRIGGER "tp_c4b2ef2f_sync" BEFORE INSERT OR UPDATE ON "public"."users" FOR EACH ROW
  WHEN (pg_catalog.record_image_ne(ROW(NEW."full_name"), ROW(NEW."display_name")))
  EXECUTE FUNCTION "towpath"."tp_c4b2ef2f_sync"();
ALTER TABLE "public"."users" ENABLE ALWAYS TRIGGER "tp_c4b2ef2f_sync";
-- undo: BEGIN;
--   DROP TRIGGER IF EXISTS "tp_c4b2ef2f_sync" ON "public"."users";
--   DROP FUNCTION IF EXISTS "towpath"."tp_c4b2ef2f_sync"();
--   COMMIT
-- probe: SELECT (SELECT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('"public"."users"') AND tgname = 'tp_c4b2ef2f_sync' AND tgenabled = 'A'))

-- undoes dual_write.1.install-triggers
-- dual_write.1.undo-install-triggers: Let full_name and display_name go their own ways
-- gate dual_write; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
DROP TRIGGER IF EXISTS "tp_c4b2ef2f_sync" ON "public"."users";
DROP FUNCTION IF EXISTS "towpath"."tp_c4b2ef2f_sync"();
-- undo: 
-- probe: SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('"public"."users"') AND tgname IN ('tp_c4b2ef2f_sync'))
--     AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'towpath' AND p.proname = 'tp_c4b2ef2f_sync')

