DO $trial$
DECLARE
  name CONSTANT text := pg_catalog.current_setting('towpath.trial_table');
  place CONSTANT text := pg_catalog.format('towpath.%I', name);
  part text := 'type';
  type text;
  attribute pg_catalog.pg_attribute;
  file oid;
  answer json;
BEGIN
  BEGIN
    PERFORM pg_catalog.set_config('standard_conforming_strings', 'on', true);
    -- The type alone first: what it is called must not depend on anybody's search path.
    PERFORM pg_catalog.set_config('search_path', pg_catalog.current_setting('towpath.trial_path'), true);
    EXECUTE pg_catalog.format('CREATE TABLE %s (%I %s)', place,
      pg_catalog.current_setting('towpath.trial_column'), pg_catalog.current_setting('towpath.trial_type'));
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog', true);
    SELECT format_type(a.atttypid, a.atttypmod) || coalesce((SELECT format(' COLLATE %I.%I', n.nspname, l.collname)
        FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace JOIN pg_type t ON t.oid = a.atttypid
        WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation), '')
      INTO type FROM pg_attribute a WHERE a.attrelid = place::regclass AND a.attnum = 1;
    IF EXISTS (SELECT FROM pg_depend WHERE refclassid = 'pg_class'::regclass AND refobjid = place::regclass
        AND refobjsubid = 1 AND classid = 'pg_class'::regclass AND deptype = 'a') THEN
      answer := json_build_object('owns_sequence', true);
    END IF;
    EXECUTE format('DROP TABLE %s', place);

    part := 'value';
    EXECUTE format('CREATE TABLE %s (%s)', place, current_setting('towpath.trial_like'));
    file := pg_relation_filenode(place::regclass);
    EXECUTE format('ALTER TABLE %s ADD COLUMN %I %s%s', place,
      current_setting('towpath.trial_column'), type, current_setting('towpath.trial_clause'));
    SELECT a.* INTO STRICT attribute FROM pg_attribute a
      WHERE a.attrelid = place::regclass AND a.attname = current_setting('towpath.trial_column') AND NOT a.attisdropped;
    SELECT json_build_object(
      'result', 'made',
      'type', format_type(attribute.atttypid, attribute.atttypmod),
      'collation', coalesce((SELECT format('%I.%I', n.nspname, l.collname) FROM pg_collation l
        JOIN pg_namespace n ON n.oid = l.collnamespace JOIN pg_type t ON t.oid = attribute.atttypid
        WHERE l.oid = attribute.attcollation AND attribute.attcollation <> t.typcollation), ''),
      'constrained_domain', (WITH RECURSIVE base AS (
          SELECT t.oid, t.typbasetype, t.typnotnull, t.typtype FROM pg_type t WHERE t.oid = attribute.atttypid UNION ALL
          SELECT b.oid, b.typbasetype, b.typnotnull, b.typtype FROM base JOIN pg_type b ON b.oid = base.typbasetype)
        SELECT bool_or(typtype = 'd' AND (typnotnull OR EXISTS (SELECT FROM pg_constraint WHERE contypid = base.oid)))
        FROM base),
      'owns_sequence', answer IS NOT NULL,
      'expression', coalesce((SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d
        WHERE d.adrelid = place::regclass AND d.adnum = attribute.attnum), ''),
      'valued', attribute.atthasmissing,
      'rewrites', pg_relation_filenode(place::regclass) IS DISTINCT FROM file,
      'built_in', NOT EXISTS (SELECT FROM pg_attrdef d JOIN pg_depend e
        ON e.classid = 'pg_attrdef'::regclass AND e.objid = d.oid
          AND e.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass)
        WHERE d.adrelid = place::regclass AND d.adnum = attribute.attnum),
      'uses', coalesce((SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attrdef d JOIN pg_depend e
          ON e.classid = 'pg_attrdef'::regclass AND e.objid = d.oid
            AND e.refclassid = 'pg_class'::regclass AND e.refobjid = d.adrelid
        JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = e.refobjsubid
        WHERE d.adrelid = place::regclass AND d.adnum = attribute.attnum AND a.attnum <> attribute.attnum), '[]'))
      INTO answer;
    RAISE EXCEPTION USING ERRCODE = 'TP002', MESSAGE = 'tried';
  EXCEPTION
    WHEN SQLSTATE 'TP002' THEN
      NULL;
    WHEN lock_not_available OR deadlock_detected OR object_in_use THEN
      RAISE;
    WHEN query_canceled OR OTHERS THEN
      answer := pg_catalog.json_build_object('result', 'refused', 'part', part, 'sql_state', SQLSTATE, 'message', SQLERRM);
  END;
  PERFORM pg_catalog.set_config('towpath.trial_answer', answer::text, true);
END $trial$;
SELECT pg_catalog.current_setting('towpath.trial_answer')
