-- cutover.1.build-unique-1: Build users_full_name_key for display_name
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
CREATE UNIQUE INDEX CONCURRENTLY "tp_c4b2ef2f_unique_1" ON public.users USING btree ("display_name");
-- object: "public"."tp_c4b2ef2f_unique_1"
-- cleanup: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_unique_1"
-- invalid: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_unique_1"') AND NOT indisvalid)
-- undo: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_unique_1"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_unique_1"') AND indisvalid AND pg_catalog.pg_get_indexdef(indexrelid) = 'CREATE UNIQUE INDEX ' || pg_catalog.quote_ident('tp_c4b2ef2f_unique_1') || pg_catalog.format(' ON public.users USING btree (%1$I)', 'display_name'))

-- cutover.2.add-unique-1: Make it a unique constraint, as users_full_name_key is
-- gate cutover; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" ADD CONSTRAINT "tp_c4b2ef2f_unique_1" UNIQUE USING INDEX "tp_c4b2ef2f_unique_1" DEFERRABLE;
COMMENT ON CONSTRAINT "tp_c4b2ef2f_unique_1" ON "public"."users" IS 'one each';
-- undo: ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_unique_1"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_unique_1')

-- cutover.3.build-index-2: Build users_included for display_name
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
CREATE INDEX CONCURRENTLY "tp_c4b2ef2f_index_2" ON public.users USING btree (team) INCLUDE ("display_name");
-- object: "public"."tp_c4b2ef2f_index_2"
-- cleanup: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_2"
-- invalid: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_2"') AND NOT indisvalid)
-- undo: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_2"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_2"') AND indisvalid AND pg_catalog.pg_get_indexdef(indexrelid) = 'CREATE INDEX ' || pg_catalog.quote_ident('tp_c4b2ef2f_index_2') || pg_catalog.format(' ON public.users USING btree (team) INCLUDE (%1$I)', 'display_name'))

-- cutover.4.build-index-3: Build users_lower for display_name
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
CREATE INDEX CONCURRENTLY "tp_c4b2ef2f_index_3" ON public.users USING btree (lower(("display_name")::text), (((("display_name")::text || ' '::text) || (team)::text))) WHERE ("display_name" IS NOT NULL);
-- object: "public"."tp_c4b2ef2f_index_3"
-- cleanup: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_3"
-- invalid: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_3"') AND NOT indisvalid)
-- undo: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_3"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_3"') AND indisvalid AND pg_catalog.pg_get_indexdef(indexrelid) = 'CREATE INDEX ' || pg_catalog.quote_ident('tp_c4b2ef2f_index_3') || pg_catalog.format(' ON public.users USING btree (lower((%1$I)::text), ((((%1$I)::text || '' ''::text) || (team)::text))) WHERE (%1$I IS NOT NULL)', 'display_name'))

-- cutover.5.describe-index-3: Give it the comment and the statistics targets of users_lower
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
COMMENT ON INDEX "public"."tp_c4b2ef2f_index_3" IS 'for search';
ALTER INDEX "public"."tp_c4b2ef2f_index_3" ALTER COLUMN 1 SET STATISTICS 77;
-- undo: 
-- probe: SELECT false

-- cutover.6.build-index-4: Build users_plain_key for display_name
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
CREATE UNIQUE INDEX CONCURRENTLY "tp_c4b2ef2f_index_4" ON public.users USING btree ("display_name");
-- object: "public"."tp_c4b2ef2f_index_4"
-- cleanup: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_4"
-- invalid: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_4"') AND NOT indisvalid)
-- undo: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_4"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_4"') AND indisvalid AND pg_catalog.pg_get_indexdef(indexrelid) = 'CREATE UNIQUE INDEX ' || pg_catalog.quote_ident('tp_c4b2ef2f_index_4') || pg_catalog.format(' ON public.users USING btree (%1$I)', 'display_name'))

-- cutover.7.build-index-5: Build users_sorted for display_name
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
CREATE INDEX CONCURRENTLY "tp_c4b2ef2f_index_5" ON public.users USING btree (team, "display_name" varchar_pattern_ops DESC NULLS LAST) INCLUDE (note) WITH (fillfactor='70');
-- object: "public"."tp_c4b2ef2f_index_5"
-- cleanup: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_5"
-- invalid: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_5"') AND NOT indisvalid)
-- undo: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_5"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_5"') AND indisvalid AND pg_catalog.pg_get_indexdef(indexrelid) = 'CREATE INDEX ' || pg_catalog.quote_ident('tp_c4b2ef2f_index_5') || pg_catalog.format(' ON public.users USING btree (team, %1$I varchar_pattern_ops DESC NULLS LAST) INCLUDE (note) WITH (fillfactor=''70'')', 'display_name'))

-- cutover.8.build-index-6: Build users_team_name for display_name
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
CREATE UNIQUE INDEX CONCURRENTLY "tp_c4b2ef2f_index_6" ON public.users USING btree (team, "display_name" COLLATE "POSIX") WHERE (team > 5);
-- object: "public"."tp_c4b2ef2f_index_6"
-- cleanup: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_6"
-- invalid: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_6"') AND NOT indisvalid)
-- undo: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_6"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_6"') AND indisvalid AND pg_catalog.pg_get_indexdef(indexrelid) = 'CREATE UNIQUE INDEX ' || pg_catalog.quote_ident('tp_c4b2ef2f_index_6') || pg_catalog.format(' ON public.users USING btree (team, %1$I COLLATE "POSIX") WHERE (team > 5)', 'display_name'))

-- cutover.9.add-check-7: Add what name_is_long_enough demands to display_name, for new rows
-- gate cutover; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" ADD CONSTRAINT "tp_c4b2ef2f_check_7" CHECK (((length(("display_name")::text) > 3) AND (("display_name")::text <> 'full_name'::text))) NOT VALID;
COMMENT ON CONSTRAINT "tp_c4b2ef2f_check_7" ON "public"."users" IS 'no initials';
-- undo: ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_check_7"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_check_7')

-- cutover.10.validate-check-7: Validate that every row meets it
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
ALTER TABLE "public"."users" VALIDATE CONSTRAINT "tp_c4b2ef2f_check_7";
-- undo: 
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_check_7' AND convalidated)

-- cutover.11.add-check-8: Add what never_checked demands to display_name, for new rows
-- gate cutover; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" ADD CONSTRAINT "tp_c4b2ef2f_check_8" CHECK (((("display_name")::text !~~ '%;%'::text) OR ("display_name" IS NULL))) NOT VALID;
-- undo: ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_check_8"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_check_8')

-- cutover.12.add-check-9: Add what users_full_name_not_null demands to display_name, for new rows
-- gate cutover; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" ADD CONSTRAINT "tp_c4b2ef2f_check_9" NOT NULL "display_name" NOT VALID;
-- undo: ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_check_9"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_check_9')

-- cutover.13.validate-check-9: Validate that every row meets it
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
ALTER TABLE "public"."users" VALIDATE CONSTRAINT "tp_c4b2ef2f_check_9";
-- undo: 
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_check_9' AND convalidated)

-- cutover.14.create-statistics-10: Create statistics users_stats for display_name
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
CREATE STATISTICS "public"."tp_c4b2ef2f_statistics_10" (dependencies, mcv) ON team, "display_name" FROM public.users;
ALTER STATISTICS "public"."tp_c4b2ef2f_statistics_10" SET STATISTICS 55;
COMMENT ON STATISTICS "public"."tp_c4b2ef2f_statistics_10" IS 'they go together';
ALTER STATISTICS "public"."tp_c4b2ef2f_statistics_10" OWNER TO "shop_owner";
-- undo: DROP STATISTICS IF EXISTS "public"."tp_c4b2ef2f_statistics_10"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace WHERE n.nspname = 'public' AND s.stxname = 'tp_c4b2ef2f_statistics_10')

-- cutover.15.add-foreign-key-12: Add foreign key badge_of for display_name, for new rows
-- gate cutover; SHARE ROW EXCLUSIVE on public.badges, public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."badges" ADD CONSTRAINT "tp_c4b2ef2f_foreign_key_12" FOREIGN KEY ("user_name") REFERENCES "public"."users" ("display_name") ON UPDATE CASCADE ON DELETE SET NULL NOT VALID;
COMMENT ON CONSTRAINT "tp_c4b2ef2f_foreign_key_12" ON "public"."badges" IS 'whose';
-- undo: ALTER TABLE "public"."badges" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_foreign_key_12"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."badges"') AND conname = 'tp_c4b2ef2f_foreign_key_12')

-- cutover.16.validate-foreign-key-12: Validate that every row of public.badges meets it
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.badges; lock_timeout 500 ms; statement_timeout 21600000 ms
ALTER TABLE "public"."badges" VALIDATE CONSTRAINT "tp_c4b2ef2f_foreign_key_12";
-- undo: 
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."badges"') AND conname = 'tp_c4b2ef2f_foreign_key_12' AND convalidated)

-- cutover.17.add-foreign-key-13: Add foreign key badge_unchecked for display_name, for new rows
-- gate cutover; SHARE ROW EXCLUSIVE on public.badges, public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."badges" ADD CONSTRAINT "tp_c4b2ef2f_foreign_key_13" FOREIGN KEY ("user_name") REFERENCES "public"."users" ("display_name") ON UPDATE NO ACTION ON DELETE NO ACTION NOT VALID;
-- undo: ALTER TABLE "public"."badges" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_foreign_key_13"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."badges"') AND conname = 'tp_c4b2ef2f_foreign_key_13')

-- cutover.18.add-foreign-key-14: Add foreign key zz_known for display_name, for new rows
-- gate cutover; SHARE ROW EXCLUSIVE on public.users, public.known_names; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" ADD CONSTRAINT "tp_c4b2ef2f_foreign_key_14" FOREIGN KEY ("display_name") REFERENCES "public"."known_names" ("name") ON UPDATE CASCADE ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED NOT VALID;
-- undo: ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_foreign_key_14"
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_foreign_key_14')

-- cutover.19.validate-foreign-key-14: Validate that every row of public.users meets it
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
ALTER TABLE "public"."users" VALIDATE CONSTRAINT "tp_c4b2ef2f_foreign_key_14";
-- undo: 
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_foreign_key_14' AND convalidated)

-- cutover.20.analyze: Analyze the table, so that its statistics know what is there now
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
ANALYZE "public"."users";
-- undo: 
-- probe: SELECT false

-- cutover.21.verify: Compare full_name and display_name in every row again
-- gate cutover; ACCESS SHARE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
SELECT count(*), count(*) FILTER (WHERE pg_catalog.record_image_ne(ROW("full_name"), ROW("display_name"))) FROM "public"."users";
-- undo: 
-- probe: SELECT false

-- undoes cutover.18.add-foreign-key-14
-- cutover.18.undo-add-foreign-key-14: Drop tp_c4b2ef2f_foreign_key_14
-- gate cutover; ACCESS EXCLUSIVE on public.users, public.known_names; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_foreign_key_14";
-- undo: 
-- probe: SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_foreign_key_14'))

-- undoes cutover.17.add-foreign-key-13
-- cutover.17.undo-add-foreign-key-13: Drop tp_c4b2ef2f_foreign_key_13
-- gate cutover; ACCESS EXCLUSIVE on public.badges, public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."badges" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_foreign_key_13";
-- undo: 
-- probe: SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."badges"') AND conname = 'tp_c4b2ef2f_foreign_key_13'))

-- undoes cutover.15.add-foreign-key-12
-- cutover.15.undo-add-foreign-key-12: Drop tp_c4b2ef2f_foreign_key_12
-- gate cutover; ACCESS EXCLUSIVE on public.badges, public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."badges" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_foreign_key_12";
-- undo: 
-- probe: SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."badges"') AND conname = 'tp_c4b2ef2f_foreign_key_12'))

-- undoes cutover.14.create-statistics-10
-- cutover.14.undo-create-statistics-10: Drop tp_c4b2ef2f_statistics_10
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
DROP STATISTICS IF EXISTS "public"."tp_c4b2ef2f_statistics_10";
-- undo: 
-- probe: SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace WHERE n.nspname = 'public' AND s.stxname = 'tp_c4b2ef2f_statistics_10'))

-- undoes cutover.12.add-check-9
-- cutover.12.undo-add-check-9: Drop tp_c4b2ef2f_check_9
-- gate cutover; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_check_9";
-- undo: 
-- probe: SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_check_9'))

-- undoes cutover.11.add-check-8
-- cutover.11.undo-add-check-8: Drop tp_c4b2ef2f_check_8
-- gate cutover; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_check_8";
-- undo: 
-- probe: SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_check_8'))

-- undoes cutover.9.add-check-7
-- cutover.9.undo-add-check-7: Drop tp_c4b2ef2f_check_7
-- gate cutover; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_check_7";
-- undo: 
-- probe: SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_check_7'))

-- undoes cutover.8.build-index-6
-- cutover.8.undo-build-index-6: Drop tp_c4b2ef2f_index_6
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_6";
-- object: "public"."tp_c4b2ef2f_index_6"
-- cleanup: 
-- invalid: SELECT false
-- undo: 
-- probe: SELECT pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_6"') IS NULL

-- undoes cutover.7.build-index-5
-- cutover.7.undo-build-index-5: Drop tp_c4b2ef2f_index_5
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_5";
-- object: "public"."tp_c4b2ef2f_index_5"
-- cleanup: 
-- invalid: SELECT false
-- undo: 
-- probe: SELECT pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_5"') IS NULL

-- undoes cutover.6.build-index-4
-- cutover.6.undo-build-index-4: Drop tp_c4b2ef2f_index_4
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_4";
-- object: "public"."tp_c4b2ef2f_index_4"
-- cleanup: 
-- invalid: SELECT false
-- undo: 
-- probe: SELECT pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_4"') IS NULL

-- undoes cutover.4.build-index-3
-- cutover.4.undo-build-index-3: Drop tp_c4b2ef2f_index_3
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_3";
-- object: "public"."tp_c4b2ef2f_index_3"
-- cleanup: 
-- invalid: SELECT false
-- undo: 
-- probe: SELECT pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_3"') IS NULL

-- undoes cutover.3.build-index-2
-- cutover.3.undo-build-index-2: Drop tp_c4b2ef2f_index_2
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_2";
-- object: "public"."tp_c4b2ef2f_index_2"
-- cleanup: 
-- invalid: SELECT false
-- undo: 
-- probe: SELECT pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_2"') IS NULL

-- undoes cutover.2.add-unique-1
-- cutover.2.undo-add-unique-1: Drop tp_c4b2ef2f_unique_1
-- gate cutover; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" DROP CONSTRAINT IF EXISTS "tp_c4b2ef2f_unique_1";
-- undo: 
-- probe: SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'tp_c4b2ef2f_unique_1'))

-- undoes cutover.1.build-unique-1
-- cutover.1.undo-build-unique-1: Drop tp_c4b2ef2f_unique_1
-- gate cutover; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_unique_1";
-- object: "public"."tp_c4b2ef2f_unique_1"
-- cleanup: 
-- invalid: SELECT false
-- undo: 
-- probe: SELECT pg_catalog.to_regclass('"public"."tp_c4b2ef2f_unique_1"') IS NULL

