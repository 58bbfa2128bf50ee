-- expand.1.add-column: Add token
-- gate expand; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
ALTER TABLE "public"."users" ADD COLUMN "token" uuid;
-- undo: BEGIN;
--   LOCK TABLE "public"."users" IN ACCESS EXCLUSIVE MODE;
--   DO $tp_c4b2ef2f_unchanged$
--   BEGIN
--     IF NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'token' AND NOT attisdropped AND NOT attnotnull AND NOT atthasdef AND pg_catalog.format_type(atttypid, atttypmod) = 'uuid')) THEN
--       RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
--         MESSAGE = 'column public.users.token' || ' is not as it was added';
--     END IF;
--   END
--   $tp_c4b2ef2f_unchanged$;
--   DO $tp_c4b2ef2f_left$
--   DECLARE
--     remaining text;
--   BEGIN
--     SELECT pg_catalog.string_agg(DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid), ', ') INTO remaining
--     FROM pg_catalog.pg_depend d
--     JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
--     LEFT JOIN pg_catalog.pg_class i ON d.classid = 'pg_catalog.pg_class'::regclass AND i.oid = d.objid
--     LEFT JOIN pg_catalog.pg_statistic_ext s
--       ON d.classid = 'pg_catalog.pg_statistic_ext'::regclass AND s.oid = d.objid
--     WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = '"public"."users"'::regclass AND a.attname = 'token'
--       AND pg_catalog.starts_with(coalesce(i.relname, s.stxname, ''), 'tp_c4b2ef2f_') IS FALSE
--       AND NOT EXISTS (SELECT FROM pg_catalog.pg_attrdef f WHERE d.classid = 'pg_catalog.pg_attrdef'::regclass
--         AND f.oid = d.objid AND f.adrelid = a.attrelid AND f.adnum = a.attnum)
--       AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE d.classid = 'pg_catalog.pg_constraint'::regclass
--         AND k.oid = d.objid AND k.contype = 'n');
--     IF remaining IS NOT NULL THEN
--       RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
--         MESSAGE = remaining || ' came after the plan was made and would be dropped with the column';
--     END IF;
--   END
--   $tp_c4b2ef2f_left$;
--   ALTER TABLE "public"."users" DROP COLUMN "token";
--   COMMIT
-- probe: SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'token' AND NOT attisdropped AND NOT attnotnull AND NOT atthasdef AND pg_catalog.format_type(atttypid, atttypmod) = 'uuid')

-- undoes expand.1.add-column
-- expand.1.undo-add-column: Drop token
-- gate expand; ACCESS EXCLUSIVE on public.users; lock_timeout 500 ms; statement_timeout 2500 ms
LOCK TABLE "public"."users" IN ACCESS EXCLUSIVE MODE;
DO $tp_c4b2ef2f_unchanged$
BEGIN
  IF NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'token' AND NOT attisdropped AND NOT attnotnull AND NOT atthasdef AND pg_catalog.format_type(atttypid, atttypmod) = 'uuid')) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
      MESSAGE = 'column public.users.token' || ' is not as it was added';
  END IF;
END
$tp_c4b2ef2f_unchanged$;
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
  WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = '"public"."users"'::regclass AND a.attname = 'token'
    AND pg_catalog.starts_with(coalesce(i.relname, s.stxname, ''), 'tp_c4b2ef2f_') IS FALSE
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_attrdef f WHERE d.classid = 'pg_catalog.pg_attrdef'::regclass
      AND f.oid = d.objid AND f.adrelid = a.attrelid AND f.adnum = a.attnum)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE d.classid = 'pg_catalog.pg_constraint'::regclass
      AND k.oid = d.objid AND k.contype = 'n');
  IF remaining IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
      MESSAGE = remaining || ' came after the plan was made and would be dropped with the column';
  END IF;
END
$tp_c4b2ef2f_left$;
ALTER TABLE "public"."users" DROP COLUMN "token";
-- undo: 
-- probe: SELECT NOT (SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attname = 'token' AND NOT attisdropped AND pg_catalog.format_type(atttypid, atttypmod) = 'uuid'))

