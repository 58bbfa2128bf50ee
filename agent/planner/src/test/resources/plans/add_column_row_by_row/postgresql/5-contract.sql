-- contract.1.set-default: Let the engine fill token, and demand it, from now on
-- gate contract; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
LOCK TABLE "public"."users" IN ACCESS EXCLUSIVE MODE;
ALTER TABLE "public"."users" ALTER COLUMN "token" SET DEFAULT (gen_random_uuid());
ALTER TABLE "public"."users" ALTER COLUMN "token" SET NOT NULL;
ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_nn";
DROP TRIGGER "tp_c4b2ef2f_fill" ON "public"."users";
DROP FUNCTION "towpath"."tp_c4b2ef2f_fill"();
-- undo: BEGIN;
--   LOCK TABLE "public"."users" IN ACCESS EXCLUSIVE MODE;
--   CREATE FUNCTION "towpath"."tp_c4b2ef2f_fill"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $tp_c4b2ef2f_fill$
--   BEGIN
--     NEW."token" := gen_random_uuid();
--     RETURN NEW;
--   END
--   $tp_c4b2ef2f_fill$;
--   CREATE TRIGGER "tp_c4b2ef2f_fill" BEFORE INSERT OR UPDATE ON "public"."users" FOR EACH ROW
--     WHEN (NEW."token" IS NOT DISTINCT FROM NULL)
--     EXECUTE FUNCTION "towpath"."tp_c4b2ef2f_fill"();
--   ALTER TABLE "public"."users" ENABLE ALWAYS TRIGGER "tp_c4b2ef2f_fill";
--   ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_nn";
--   ALTER TABLE "public"."users" ADD CONSTRAINT "tp_c4b2ef2f_nn" CHECK ("token" IS DISTINCT FROM NULL) NOT VALID;
--   ALTER TABLE "public"."users" ALTER COLUMN "token" DROP NOT NULL;
--   ALTER TABLE "public"."users" ALTER COLUMN "token" DROP DEFAULT;
--   COMMIT;
--   ALTER TABLE "public"."users" VALIDATE CONSTRAINT "tp_c4b2ef2f_nn"
-- probe: SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('"public"."users"') AND tgname IN ('tp_c4b2ef2f_fill'))
--     AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'towpath' AND p.proname = 'tp_c4b2ef2f_fill')

-- contract.2.confirm: Look whether token is there as planned, and nothing of ours beside it
-- gate contract; none; lock_timeout 500 ms; statement_timeout 21600000 ms
SELECT 1::bigint, CASE WHEN (SELECT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'token' AND NOT attisdropped AND attnotnull = true AND atthasdef = true AND attgenerated = '' AND pg_catalog.format_type(atttypid, atttypmod) = 'uuid'))
  AND (SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('"public"."users"') AND tgname IN ('tp_c4b2ef2f_fill'))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'towpath' AND p.proname = 'tp_c4b2ef2f_fill')))
  THEN 0 ELSE 1 END::bigint;
-- undo: 
-- probe: SELECT false

-- undoes contract.1.set-default
-- contract.1.undo-set-default: Let the trigger fill token again
-- gate contract; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
LOCK TABLE "public"."users" IN ACCESS EXCLUSIVE MODE;
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
ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_nn";
ALTER TABLE "public"."users" ADD CONSTRAINT "tp_c4b2ef2f_nn" CHECK ("token" IS DISTINCT FROM NULL) NOT VALID;
ALTER TABLE "public"."users" ALTER COLUMN "token" DROP NOT NULL;
ALTER TABLE "public"."users" ALTER COLUMN "token" DROP DEFAULT;
-- undo: 
-- probe: SELECT (SELECT (SELECT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('"public"."users"') AND tgname = 'tp_c4b2ef2f_fill' AND tgenabled = 'A')))
--     OR (SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'token' AND NOT attisdropped)))

-- undoes contract.1.set-default
-- contract.1.undo-validate-not-null: Validate that no row lacks token
-- gate contract; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
ALTER TABLE "public"."users" VALIDATE CONSTRAINT "tp_c4b2ef2f_nn";
-- undo: 
-- probe: SELECT (SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_nn' AND convalidated))
--     OR (SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'token' AND NOT attisdropped)))

