-- contract.1.hide: Hide full_name: display_name takes over its constraints, defaults and names
-- gate contract; ACCESS EXCLUSIVE on public.badges, public.known_names, public.users; lock_timeout 500 ms; statement_timeout 2500 ms
LOCK TABLE "public"."badges", "public"."known_names", "public"."users" IN ACCESS EXCLUSIVE MODE;
DROP TRIGGER "tp_c4b2ef2f_sync" ON "public"."users";
DROP FUNCTION "towpath"."tp_c4b2ef2f_sync"();
ALTER TABLE "public"."users" DROP CONSTRAINT "zz_known";
ALTER TABLE "public"."users" RENAME CONSTRAINT "tp_c4b2ef2f_foreign_key_14" TO "zz_known";
ALTER TABLE "public"."badges" DROP CONSTRAINT "badge_unchecked";
ALTER TABLE "public"."badges" RENAME CONSTRAINT "tp_c4b2ef2f_foreign_key_13" TO "badge_unchecked";
ALTER TABLE "public"."badges" DROP CONSTRAINT "badge_of";
ALTER TABLE "public"."badges" RENAME CONSTRAINT "tp_c4b2ef2f_foreign_key_12" TO "badge_of";
ALTER TABLE "public"."users" ALTER COLUMN "display_name" SET DEFAULT 'name 200'::character varying;
ALTER TABLE "public"."users" ALTER COLUMN "full_name" DROP DEFAULT;
ALTER STATISTICS "public"."users_stats" RENAME TO "tp_c4b2ef2f_statistics_10_old";
ALTER STATISTICS "public"."tp_c4b2ef2f_statistics_10" RENAME TO "users_stats";
ALTER TABLE "public"."users" DROP CONSTRAINT "users_full_name_not_null";
ALTER TABLE "public"."users" RENAME CONSTRAINT "tp_c4b2ef2f_check_9" TO "users_full_name_not_null";
ALTER TABLE "public"."users" DROP CONSTRAINT "never_checked";
ALTER TABLE "public"."users" RENAME CONSTRAINT "tp_c4b2ef2f_check_8" TO "never_checked";
ALTER TABLE "public"."users" DROP CONSTRAINT "name_is_long_enough";
ALTER TABLE "public"."users" RENAME CONSTRAINT "tp_c4b2ef2f_check_7" TO "name_is_long_enough";
DROP INDEX "public"."users_team_name";
ALTER INDEX "public"."tp_c4b2ef2f_index_6" RENAME TO "users_team_name";
ALTER INDEX "public"."users_sorted" RENAME TO "tp_c4b2ef2f_index_5_old";
ALTER INDEX "public"."tp_c4b2ef2f_index_5" RENAME TO "users_sorted";
ALTER TABLE "public"."users" CLUSTER ON "users_sorted";
DROP INDEX "public"."users_plain_key";
ALTER INDEX "public"."tp_c4b2ef2f_index_4" RENAME TO "users_plain_key";
ALTER INDEX "public"."users_lower" RENAME TO "tp_c4b2ef2f_index_3_old";
ALTER INDEX "public"."tp_c4b2ef2f_index_3" RENAME TO "users_lower";
ALTER INDEX "public"."users_included" RENAME TO "tp_c4b2ef2f_index_2_old";
ALTER INDEX "public"."tp_c4b2ef2f_index_2" RENAME TO "users_included";
ALTER TABLE "public"."users" DROP CONSTRAINT "users_full_name_key";
ALTER TABLE "public"."users" RENAME CONSTRAINT "tp_c4b2ef2f_unique_1" TO "users_full_name_key";
DO $tp_c4b2ef2f_left$
DECLARE
  remaining text;
BEGIN
  SELECT pg_catalog.string_agg(DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid), ', ') INTO remaining
  FROM pg_catalog.pg_depend d
  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
  LEFT JOIN pg_catalog.pg_class i ON d.classid = 'pg_catalog.pg_class'::regclass AND i.oid = d.objid
  LEFT JOIN pg_catalog.pg_statistic_ext s
    ON d.classid = 'pg_catalog.pg_statistic_ext'::regclass AND s.oid = d.objid
  WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = '"public"."users"'::regclass AND a.attname = 'full_name'
    AND pg_catalog.starts_with(coalesce(i.relname, s.stxname, ''), 'tp_c4b2ef2f_') IS FALSE;
  IF remaining IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
      MESSAGE = remaining || ' came after the plan was made and would be dropped with the column';
  END IF;
END
$tp_c4b2ef2f_left$;
ALTER TABLE "public"."users" RENAME COLUMN "full_name" TO "tp_c4b2ef2f_hidden";
CREATE FUNCTION "towpath"."tp_c4b2ef2f_keep"() RETURNS trigger LANGUAGE plpgsql AS $tp_c4b2ef2f_keep$
BEGIN
  NEW."tp_c4b2ef2f_hidden" := NEW."display_name";
  RETURN NEW;
END
$tp_c4b2ef2f_keep$;
CREATE TRIGGER "tp_c4b2ef2f_keep" BEFORE INSERT OR UPDATE ON "public"."users" FOR EACH ROW
  WHEN (pg_catalog.record_image_ne(ROW(NEW."tp_c4b2ef2f_hidden"), ROW(NEW."display_name")))
  EXECUTE FUNCTION "towpath"."tp_c4b2ef2f_keep"();
ALTER TABLE "public"."users" ENABLE ALWAYS TRIGGER "tp_c4b2ef2f_keep";
-- undo: CREATE UNIQUE INDEX CONCURRENTLY "tp_c4b2ef2f_unique_1_old" ON public.users USING btree ("tp_c4b2ef2f_hidden");
--   CREATE UNIQUE INDEX CONCURRENTLY "tp_c4b2ef2f_index_4_old" ON public.users USING btree ("tp_c4b2ef2f_hidden");
--   CREATE UNIQUE INDEX CONCURRENTLY "tp_c4b2ef2f_index_6_old" ON public.users USING btree (team, "tp_c4b2ef2f_hidden" COLLATE "POSIX") WHERE (team > 5);
--   BEGIN;
--   LOCK TABLE "public"."badges", "public"."known_names", "public"."users" IN ACCESS EXCLUSIVE MODE;
--   DROP TRIGGER IF EXISTS "tp_c4b2ef2f_keep" ON "public"."users";
--   DROP FUNCTION IF EXISTS "towpath"."tp_c4b2ef2f_keep"();
--   ALTER TABLE "public"."users" RENAME COLUMN "tp_c4b2ef2f_hidden" TO "full_name";
--   ALTER TABLE "public"."users" RENAME CONSTRAINT "users_full_name_key" TO "tp_c4b2ef2f_unique_1";
--   ALTER TABLE "public"."users" ADD CONSTRAINT "users_full_name_key" UNIQUE USING INDEX "tp_c4b2ef2f_unique_1_old" DEFERRABLE;
--   COMMENT ON CONSTRAINT "users_full_name_key" ON "public"."users" IS 'one each';
--   ALTER INDEX "public"."users_included" RENAME TO "tp_c4b2ef2f_index_2";
--   ALTER INDEX "public"."tp_c4b2ef2f_index_2_old" RENAME TO "users_included";
--   ALTER INDEX "public"."users_lower" RENAME TO "tp_c4b2ef2f_index_3";
--   ALTER INDEX "public"."tp_c4b2ef2f_index_3_old" RENAME TO "users_lower";
--   ALTER INDEX "public"."users_plain_key" RENAME TO "tp_c4b2ef2f_index_4";
--   ALTER INDEX "public"."tp_c4b2ef2f_index_4_old" RENAME TO "users_plain_key";
--   ALTER INDEX "public"."users_sorted" RENAME TO "tp_c4b2ef2f_index_5";
--   ALTER INDEX "public"."tp_c4b2ef2f_index_5_old" RENAME TO "users_sorted";
--   ALTER TABLE "public"."users" CLUSTER ON "users_sorted";
--   ALTER INDEX "public"."users_team_name" RENAME TO "tp_c4b2ef2f_index_6";
--   ALTER INDEX "public"."tp_c4b2ef2f_index_6_old" RENAME TO "users_team_name";
--   ALTER TABLE "public"."users" RENAME CONSTRAINT "name_is_long_enough" TO "tp_c4b2ef2f_check_7";
--   ALTER TABLE "public"."users" ADD CONSTRAINT "name_is_long_enough" CHECK (((length(("full_name")::text) > 3) AND (("full_name")::text <> 'full_name'::text))) NOT VALID;
--   COMMENT ON CONSTRAINT "name_is_long_enough" ON "public"."users" IS 'no initials';
--   ALTER TABLE "public"."users" RENAME CONSTRAINT "never_checked" TO "tp_c4b2ef2f_check_8";
--   ALTER TABLE "public"."users" ADD CONSTRAINT "never_checked" CHECK (((("full_name")::text !~~ '%;%'::text) OR ("full_name" IS NULL))) NOT VALID;
--   ALTER TABLE "public"."users" RENAME CONSTRAINT "users_full_name_not_null" TO "tp_c4b2ef2f_check_9";
--   ALTER TABLE "public"."users" ADD CONSTRAINT "users_full_name_not_null" NOT NULL "full_name" NOT VALID;
--   ALTER STATISTICS "public"."users_stats" RENAME TO "tp_c4b2ef2f_statistics_10";
--   ALTER STATISTICS "public"."tp_c4b2ef2f_statistics_10_old" RENAME TO "users_stats";
--   ALTER TABLE "public"."users" ALTER COLUMN "full_name" SET DEFAULT 'name 200'::character varying;
--   ALTER TABLE "public"."users" ALTER COLUMN "display_name" DROP DEFAULT;
--   ALTER TABLE "public"."badges" RENAME CONSTRAINT "badge_of" TO "tp_c4b2ef2f_foreign_key_12";
--   ALTER TABLE "public"."badges" ADD CONSTRAINT "badge_of" FOREIGN KEY ("user_name") REFERENCES "public"."users" ("full_name") ON UPDATE CASCADE ON DELETE SET NULL NOT VALID;
--   COMMENT ON CONSTRAINT "badge_of" ON "public"."badges" IS 'whose';
--   ALTER TABLE "public"."badges" RENAME CONSTRAINT "badge_unchecked" TO "tp_c4b2ef2f_foreign_key_13";
--   ALTER TABLE "public"."badges" ADD CONSTRAINT "badge_unchecked" FOREIGN KEY ("user_name") REFERENCES "public"."users" ("full_name") ON UPDATE NO ACTION ON DELETE NO ACTION NOT VALID;
--   ALTER TABLE "public"."users" RENAME CONSTRAINT "zz_known" TO "tp_c4b2ef2f_foreign_key_14";
--   ALTER TABLE "public"."users" ADD CONSTRAINT "zz_known" FOREIGN KEY ("full_name") REFERENCES "public"."known_names" ("name") ON UPDATE CASCADE ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED NOT VALID;
--   CREATE FUNCTION "towpath"."tp_c4b2ef2f_sync"() RETURNS trigger LANGUAGE plpgsql AS $tp_c4b2ef2f_sync$
--   BEGIN
--     IF TG_OP OPERATOR(pg_catalog.=) 'INSERT' THEN
--       IF NEW."display_name" IS DISTINCT FROM NULL THEN
--         NEW."full_name" := NEW."display_name";
--       ELSE
--         NEW."display_name" := NEW."full_name";
--       END IF;
--     ELSIF pg_catalog.record_image_ne(ROW(NEW."display_name"), ROW(OLD."display_name")) THEN
--       NEW."full_name" := NEW."display_name";
--     ELSE
--       NEW."display_name" := NEW."full_name";
--     END IF;
--     RETURN NEW;
--   END
--   $tp_c4b2ef2f_sync$;
--   CREATE TRIGGER "tp_c4b2ef2f_sync" BEFORE INSERT OR UPDATE ON "public"."users" FOR EACH ROW
--     WHEN (pg_catalog.record_image_ne(ROW(NEW."full_name"), ROW(NEW."display_name")))
--     EXECUTE FUNCTION "towpath"."tp_c4b2ef2f_sync"();
--   ALTER TABLE "public"."users" ENABLE ALWAYS TRIGGER "tp_c4b2ef2f_sync";
--   COMMIT;
--   ALTER TABLE "public"."users" VALIDATE CONSTRAINT "name_is_long_enough";
--   ALTER TABLE "public"."users" VALIDATE CONSTRAINT "users_full_name_not_null";
--   ALTER TABLE "public"."badges" VALIDATE CONSTRAINT "badge_of";
--   ALTER TABLE "public"."users" VALIDATE CONSTRAINT "zz_known"
-- probe: SELECT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'tp_c4b2ef2f_hidden' AND NOT attisdropped))
--     AND (SELECT (SELECT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('"public"."users"') AND tgname = 'tp_c4b2ef2f_keep' AND tgenabled = 'A')))

-- contract.2.drop: Drop what was full_name: there is no way back from here
-- gate drop; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
LOCK TABLE "public"."users" IN ACCESS EXCLUSIVE MODE;
DROP TRIGGER "tp_c4b2ef2f_keep" ON "public"."users";
DROP FUNCTION "towpath"."tp_c4b2ef2f_keep"();
ALTER TABLE "public"."users" DROP COLUMN "tp_c4b2ef2f_hidden";
-- undo: 
-- probe: SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'tp_c4b2ef2f_hidden' AND NOT attisdropped))

-- undoes contract.1.hide
-- contract.1.undo-build-unique-1: Build users_full_name_key for what was full_name
-- gate contract; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
CREATE UNIQUE INDEX CONCURRENTLY "tp_c4b2ef2f_unique_1_old" ON public.users USING btree ("tp_c4b2ef2f_hidden");
-- object: "public"."tp_c4b2ef2f_unique_1_old"
-- cleanup: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_unique_1_old"
-- invalid: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_unique_1_old"') AND NOT indisvalid)
-- undo: 
-- probe: SELECT (SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'tp_c4b2ef2f_hidden' AND NOT attisdropped)))
--     OR (SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_unique_1_old"') AND indisvalid AND pg_catalog.pg_get_indexdef(indexrelid) = 'CREATE UNIQUE INDEX ' || pg_catalog.quote_ident('tp_c4b2ef2f_unique_1_old') || pg_catalog.format(' ON public.users USING btree (%1$I)', 'tp_c4b2ef2f_hidden')))

-- undoes contract.1.hide
-- contract.1.undo-build-index-4: Build users_plain_key for what was full_name
-- gate contract; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
CREATE UNIQUE INDEX CONCURRENTLY "tp_c4b2ef2f_index_4_old" ON public.users USING btree ("tp_c4b2ef2f_hidden");
-- object: "public"."tp_c4b2ef2f_index_4_old"
-- cleanup: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_4_old"
-- invalid: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_4_old"') AND NOT indisvalid)
-- undo: 
-- probe: SELECT (SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'tp_c4b2ef2f_hidden' AND NOT attisdropped)))
--     OR (SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_4_old"') AND indisvalid AND pg_catalog.pg_get_indexdef(indexrelid) = 'CREATE UNIQUE INDEX ' || pg_catalog.quote_ident('tp_c4b2ef2f_index_4_old') || pg_catalog.format(' ON public.users USING btree (%1$I)', 'tp_c4b2ef2f_hidden')))

-- undoes contract.1.hide
-- contract.1.undo-build-index-6: Build users_team_name for what was full_name
-- gate contract; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 0 ms; statement_timeout 21600000 ms
CREATE UNIQUE INDEX CONCURRENTLY "tp_c4b2ef2f_index_6_old" ON public.users USING btree (team, "tp_c4b2ef2f_hidden" COLLATE "POSIX") WHERE (team > 5);
-- object: "public"."tp_c4b2ef2f_index_6_old"
-- cleanup: DROP INDEX CONCURRENTLY IF EXISTS "public"."tp_c4b2ef2f_index_6_old"
-- invalid: SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_6_old"') AND NOT indisvalid)
-- undo: 
-- probe: SELECT (SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'tp_c4b2ef2f_hidden' AND NOT attisdropped)))
--     OR (SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('"public"."tp_c4b2ef2f_index_6_old"') AND indisvalid AND pg_catalog.pg_get_indexdef(indexrelid) = 'CREATE UNIQUE INDEX ' || pg_catalog.quote_ident('tp_c4b2ef2f_index_6_old') || pg_catalog.format(' ON public.users USING btree (team, %1$I COLLATE "POSIX") WHERE (team > 5)', 'tp_c4b2ef2f_hidden')))

-- undoes contract.1.hide
-- contract.1.undo-hide: Give full_name its name, its constraints and the pair of triggers back
-- gate contract; ACCESS EXCLUSIVE on public.badges, public.known_names, public.users; lock_timeout 500 ms; statement_timeout 2500 ms
LOCK TABLE "public"."badges", "public"."known_names", "public"."users" IN ACCESS EXCLUSIVE MODE;
DROP TRIGGER IF EXISTS "tp_c4b2ef2f_keep" ON "public"."users";
DROP FUNCTION IF EXISTS "towpath"."tp_c4b2ef2f_keep"();
ALTER TABLE "public"."users" RENAME COLUMN "tp_c4b2ef2f_hidden" TO "full_name";
ALTER TABLE "public"."users" RENAME CONSTRAINT "users_full_name_key" TO "tp_c4b2ef2f_unique_1";
ALTER TABLE "public"."users" ADD CONSTRAINT "users_full_name_key" UNIQUE USING INDEX "tp_c4b2ef2f_unique_1_old" DEFERRABLE;
COMMENT ON CONSTRAINT "users_full_name_key" ON "public"."users" IS 'one each';
ALTER INDEX "public"."users_included" RENAME TO "tp_c4b2ef2f_index_2";
ALTER INDEX "public"."tp_c4b2ef2f_index_2_old" RENAME TO "users_included";
ALTER INDEX "public"."users_lower" RENAME TO "tp_c4b2ef2f_index_3";
ALTER INDEX "public"."tp_c4b2ef2f_index_3_old" RENAME TO "users_lower";
ALTER INDEX "public"."users_plain_key" RENAME TO "tp_c4b2ef2f_index_4";
ALTER INDEX "public"."tp_c4b2ef2f_index_4_old" RENAME TO "users_plain_key";
ALTER INDEX "public"."users_sorted" RENAME TO "tp_c4b2ef2f_index_5";
ALTER INDEX "public"."tp_c4b2ef2f_index_5_old" RENAME TO "users_sorted";
ALTER TABLE "public"."users" CLUSTER ON "users_sorted";
ALTER INDEX "public"."users_team_name" RENAME TO "tp_c4b2ef2f_index_6";
ALTER INDEX "public"."tp_c4b2ef2f_index_6_old" RENAME TO "users_team_name";
ALTER TABLE "public"."users" RENAME CONSTRAINT "name_is_long_enough" TO "tp_c4b2ef2f_check_7";
ALTER TABLE "public"."users" ADD CONSTRAINT "name_is_long_enough" CHECK (((length(("full_name")::text) > 3) AND (("full_name")::text <> 'full_name'::text))) NOT VALID;
COMMENT ON CONSTRAINT "name_is_long_enough" ON "public"."users" IS 'no initials';
ALTER TABLE "public"."users" RENAME CONSTRAINT "never_checked" TO "tp_c4b2ef2f_check_8";
ALTER TABLE "public"."users" ADD CONSTRAINT "never_checked" CHECK (((("full_name")::text !~~ '%;%'::text) OR ("full_name" IS NULL))) NOT VALID;
ALTER TABLE "public"."users" RENAME CONSTRAINT "users_full_name_not_null" TO "tp_c4b2ef2f_check_9";
ALTER TABLE "public"."users" ADD CONSTRAINT "users_full_name_not_null" NOT NULL "full_name" NOT VALID;
ALTER STATISTICS "public"."users_stats" RENAME TO "tp_c4b2ef2f_statistics_10";
ALTER STATISTICS "public"."tp_c4b2ef2f_statistics_10_old" RENAME TO "users_stats";
ALTER TABLE "public"."users" ALTER COLUMN "full_name" SET DEFAULT 'name 200'::character varying;
ALTER TABLE "public"."users" ALTER COLUMN "display_name" DROP DEFAULT;
ALTER TABLE "public"."badges" RENAME CONSTRAINT "badge_of" TO "tp_c4b2ef2f_foreign_key_12";
ALTER TABLE "public"."badges" ADD CONSTRAINT "badge_of" FOREIGN KEY ("user_name") REFERENCES "public"."users" ("full_name") ON UPDATE CASCADE ON DELETE SET NULL NOT VALID;
COMMENT ON CONSTRAINT "badge_of" ON "public"."badges" IS 'whose';
ALTER TABLE "public"."badges" RENAME CONSTRAINT "badge_unchecked" TO "tp_c4b2ef2f_foreign_key_13";
ALTER TABLE "public"."badges" ADD CONSTRAINT "badge_unchecked" FOREIGN KEY ("user_name") REFERENCES "public"."users" ("full_name") ON UPDATE NO ACTION ON DELETE NO ACTION NOT VALID;
ALTER TABLE "public"."users" RENAME CONSTRAINT "zz_known" TO "tp_c4b2ef2f_foreign_key_14";
ALTER TABLE "public"."users" ADD CONSTRAINT "zz_known" FOREIGN KEY ("full_name") REFERENCES "public"."known_names" ("name") ON UPDATE CASCADE ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED NOT VALID;
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
-- undo: 
-- probe: SELECT (SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'tp_c4b2ef2f_hidden' AND NOT attisdropped)))
--     AND (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'full_name' AND NOT attisdropped))

-- undoes contract.1.hide
-- contract.1.undo-validate-check-7: Validate that every row meets name_is_long_enough
-- gate contract; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
ALTER TABLE "public"."users" VALIDATE CONSTRAINT "name_is_long_enough";
-- undo: 
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'name_is_long_enough' AND convalidated)

-- undoes contract.1.hide
-- contract.1.undo-validate-check-9: Validate that every row meets users_full_name_not_null
-- gate contract; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
ALTER TABLE "public"."users" VALIDATE CONSTRAINT "users_full_name_not_null";
-- undo: 
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'users_full_name_not_null' AND convalidated)

-- undoes contract.1.hide
-- contract.1.undo-validate-foreign-key-12: Validate that every row of public.badges meets badge_of
-- gate contract; SHARE UPDATE EXCLUSIVE on public.badges; lock_timeout 500 ms; statement_timeout 21600000 ms
ALTER TABLE "public"."badges" VALIDATE CONSTRAINT "badge_of";
-- undo: 
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."badges"') AND conname = 'badge_of' AND convalidated)

-- undoes contract.1.hide
-- contract.1.undo-validate-foreign-key-14: Validate that every row of public.users meets zz_known
-- gate contract; SHARE UPDATE EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
ALTER TABLE "public"."users" VALIDATE CONSTRAINT "zz_known";
-- undo: 
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND conname = 'zz_known' AND convalidated)

-- undoes contract.1.hide
-- contract.1.undo-verify: Compare full_name and display_name in every row before anybody reads full_name again
-- gate contract; ACCESS SHARE on public.users; lock_timeout 500 ms; statement_timeout 21600000 ms
SELECT count(*), count(*) FILTER (WHERE pg_catalog.record_image_ne(ROW("full_name"), ROW("display_name"))) FROM "public"."users";
-- undo: 
-- probe: SELECT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'full_name' AND NOT attisdropped))
--     AND (SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'display_name' AND NOT attisdropped)))

