-- cutover.1.add-not-null: Require a value in token from now on
-- gate cutover; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" ADD CONSTRAINT "tp_c4b2ef2f_nn" CHECK ("token" IS DISTINCT FROM NULL) NOT VALID;
-- undo: ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_nn"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_nn')

-- cutover.2.validate-not-null: Validate that no row lacks token
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
ALTER TABLE "public"."users" VALIDATE CONSTRAINT "tp_c4b2ef2f_nn";
-- undo: 
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_nn' AND convalidated)

-- cutover.3.analyze: Analyze the table, so that its statistics know what is there now
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
ANALYZE "public"."users";
-- undo: 
-- probe: SELECT false

-- undoes cutover.1.add-not-null
-- cutover.1.undo-add-not-null: Drop tp_c4b2ef2f_nn
-- gate cutover; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_nn";
-- undo: 
-- probe: SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_nn'))

