-- What the catalog says about table $2 of schema $1, as one JSON text. PostgreSQL 13 to 18.
-- Columns that not every version has are read through to_jsonb(row), functions through query_to_xml.
WITH session AS MATERIALIZED (
  -- Definitions are deparsed for the search path; only pg_catalog on it makes them the same for everybody.
  SELECT set_config('search_path', 'pg_catalog', true) AS search_path
), asked AS MATERIALIZED (
  SELECT $1::text AS schema_name, $2::text AS table_name FROM session WHERE search_path IS NOT NULL
), target AS MATERIALIZED (
  SELECT c.*, n.nspname FROM asked
  JOIN pg_catalog.pg_namespace n ON n.nspname = asked.schema_name
  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = asked.table_name
), attribute AS MATERIALIZED (
  SELECT a.*, to_jsonb(a) AS extra FROM target
  JOIN pg_catalog.pg_attribute a ON a.attrelid = target.oid AND a.attnum > 0 AND NOT a.attisdropped
), relation AS MATERIALIZED (
  -- Tables on either side of a foreign key.
  SELECT r.oid, json_build_object(
    'schema', n.nspname, 'name', r.relname, 'owner', pg_get_userbyid(r.relowner),
    'agent_is_owner', pg_has_role(r.relowner, 'USAGE'), 'partitioned', r.relkind = 'p' OR r.relispartition) AS json
  FROM pg_catalog.pg_class r JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
  WHERE r.oid IN (SELECT oid FROM target
                  UNION SELECT conrelid FROM pg_catalog.pg_constraint, target WHERE confrelid = target.oid
                  UNION SELECT confrelid FROM pg_catalog.pg_constraint, target WHERE conrelid = target.oid)
), word AS MATERIALIZED (
  -- A name as a regular expression that finds it as a whole word, in either spelling of a quote inside.
  SELECT attname AS name, '(^|[^[:alnum:]_$])' || regexp_replace(attname, '([^[:alnum:]_])', '\\\1', 'g')
    || '($|[^[:alnum:]_$])' AS pattern FROM attribute
), table_word AS MATERIALIZED (
  SELECT '(^|[^[:alnum:]_$])' || regexp_replace(relname, '([^[:alnum:]_])', '\\\1', 'g')
    || '($|[^[:alnum:]_$])' AS pattern FROM target
)
SELECT json_build_object(
  'server_version', current_setting('server_version_num')::int,
  'schema', asked.schema_name,
  'table', asked.table_name,
  'role', (SELECT json_build_object(
    'name', r.rolname,
    'superuser', r.rolsuper,
    'bypasses_row_security', r.rolsuper OR r.rolbypassrls,
    'may_suppress_triggers', r.rolsuper OR CASE WHEN current_setting('server_version_num')::int >= 150000
      THEN query_to_xml('SELECT pg_catalog.has_parameter_privilege(''session_replication_role'', ''SET'') AS may',
        false, false, '')::text LIKE '%<may>true</may>%' ELSE false END,
    'may_create', coalesce((SELECT has_schema_privilege(n.oid, 'CREATE') FROM pg_catalog.pg_namespace n
      WHERE n.nspname = asked.schema_name), false))
    FROM pg_catalog.pg_roles r WHERE r.rolname = current_user),
  'found', coalesce((SELECT json_agg(json_build_object(
    'kind', t.relkind,
    'temporary', t.relpersistence = 't',
    'owner', pg_get_userbyid(t.relowner),
    'agent_is_owner', pg_has_role(t.relowner, 'USAGE'),
    'forces_row_security', t.relrowsecurity AND t.relforcerowsecurity,
    'inherits', t.relispartition OR EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = t.oid OR inhparent = t.oid),
    'typed', t.reloftype <> 0,
    'extensions', coalesce((SELECT json_agg(e.extname) FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_catalog.pg_extension'::regclass
      WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e'), '[]'),
    'rules', coalesce((SELECT json_agg(rulename) FROM pg_catalog.pg_rewrite WHERE ev_class = t.oid), '[]'),
    -- Not every version lets everybody read pg_subscription.oid; the statistics view has it.
    'subscriptions', coalesce((SELECT json_agg(DISTINCT s.subname) FROM pg_catalog.pg_subscription_rel sr
      JOIN pg_catalog.pg_stat_subscription s ON s.subid = sr.srsubid WHERE sr.srrelid = t.oid), '[]'),
    'publications', coalesce((SELECT json_agg(json_build_object(
      'name', p.pubname,
      'column_list', coalesce((SELECT json_agg(a.attname) FROM pg_catalog.pg_publication_rel pr
        JOIN pg_catalog.pg_publication b ON b.oid = pr.prpubid AND b.pubname = p.pubname
        JOIN attribute a ON a.attnum::text = ANY (string_to_array(to_jsonb(pr) ->> 'prattrs', ' ')
          || ARRAY(SELECT jsonb_array_elements_text(CASE jsonb_typeof(to_jsonb(pr) -> 'prattrs')
               WHEN 'array' THEN to_jsonb(pr) -> 'prattrs' ELSE '[]' END)))
        WHERE pr.prrelid = t.oid), '[]')))
      FROM pg_catalog.pg_publication_tables p WHERE p.schemaname = t.nspname AND p.tablename = t.relname), '[]'),
    'row_type_users', coalesce((SELECT json_agg(DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid))
      FROM pg_catalog.pg_type ty JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_type'::regclass
        AND d.refobjid IN (ty.oid, ty.typarray) AND d.deptype = 'n'
      WHERE ty.oid = t.reltype), '[]'),
    'columns', (SELECT json_agg(json_build_object(
      'name', a.attname,
      'quoted', quote_ident(a.attname),
      'type', format_type(a.atttypid, a.atttypmod),
      'collation', coalesce((SELECT format('%I.%I', n.nspname, l.collname) FROM pg_catalog.pg_collation l
        JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
        WHERE l.oid = a.attcollation AND a.attcollation <> ty.typcollation), ''),
      'not_null', a.attnotnull,
      'default_expression', CASE WHEN a.attgenerated = '' THEN coalesce(
        (SELECT pg_get_expr(f.adbin, f.adrelid) FROM pg_catalog.pg_attrdef f
         WHERE f.adrelid = t.oid AND f.adnum = a.attnum), '') ELSE '' END,
      'identity', a.attidentity <> '',
      'generated', a.attgenerated <> '',
      'constrained_domain', (WITH RECURSIVE base AS (
          SELECT ty.oid, ty.typbasetype, ty.typnotnull UNION ALL
          SELECT b.oid, b.typbasetype, b.typnotnull FROM base JOIN pg_catalog.pg_type b ON b.oid = base.typbasetype)
        SELECT bool_or(typnotnull OR EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE contypid = base.oid)) FROM base)
        AND ty.typtype = 'd',
      'statistics_target', coalesce((a.extra ->> 'attstattarget')::int, -1),
      'storage', CASE WHEN a.attstorage = ty.typstorage THEN '' ELSE
        CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END,
      'compression', CASE a.extra ->> 'attcompression' WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' ELSE '' END,
      -- pg_… is the server's own bookkeeping (pg_attver from 17.12 on), not a setting to carry
      'options', coalesce((SELECT json_agg(o) FROM unnest(a.attoptions) o WHERE NOT starts_with(o, 'pg_')), '[]'),
      'comment', coalesce(col_description(t.oid, a.attnum), ''),
      'security_labels', coalesce((SELECT json_agg(provider) FROM pg_catalog.pg_seclabel
        WHERE classoid = 'pg_catalog.pg_class'::regclass AND objoid = t.oid AND objsubid = a.attnum), '[]'),
      'sequences', coalesce((SELECT json_agg(json_build_object(
          'sql', format('%I.%I', n.nspname, s.relname), 'name', n.nspname || '.' || s.relname) ORDER BY n.nspname, s.relname)
        FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
        JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
          AND d.refobjid = t.oid AND d.refobjsubid = a.attnum AND d.deptype = 'a'), '[]'),
      'privileges', coalesce((SELECT json_agg(json_build_object(
          'privilege', x.privilege_type,
          'grantee', CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
          'grantable', x.is_grantable,
          'by_owner', x.grantor = t.relowner)
          ORDER BY pg_get_userbyid(x.grantee), x.privilege_type, x.grantor = t.relowner)
        FROM aclexplode(a.attacl) x), '[]'))
      ORDER BY a.attnum)
      FROM attribute a JOIN pg_catalog.pg_type ty ON ty.oid = a.atttypid),
    'indexes', coalesce((SELECT json_agg(json_build_object(
      'name', c.relname,
      'quoted', quote_ident(c.relname),
      'definition', pg_get_indexdef(i.indexrelid),
      'unique', i.indisunique,
      'primary', i.indisprimary,
      'valid', i.indisvalid AND i.indisready AND i.indislive,
      'immediate', i.indimmediate,
      'ordered', m.amname = 'btree',
      'partial', i.indpred IS NOT NULL,
      'expressions', i.indexprs IS NOT NULL,
      'replica_identity', i.indisreplident,
      'clustered', i.indisclustered,
      'constraint', coalesce((SELECT k.conname FROM pg_catalog.pg_constraint k
        WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')), ''),
      'tablespace', coalesce((SELECT quote_ident(s.spcname) FROM pg_catalog.pg_tablespace s WHERE s.oid = c.reltablespace), ''),
      'comment', coalesce(obj_description(c.oid, 'pg_class'), ''),
      'statistics_targets', coalesce((SELECT json_agg(json_build_object(
          'position', x.attnum, 'target', (to_jsonb(x) ->> 'attstattarget')::int) ORDER BY x.attnum)
        FROM pg_catalog.pg_attribute x WHERE x.attrelid = c.oid AND (to_jsonb(x) ->> 'attstattarget')::int >= 0), '[]'),
      'keys', (SELECT json_agg(json_build_object(
          'column', coalesce(a.attname, ''),
          'type', coalesce(format_type(a.atttypid, a.atttypmod), ''),
          'width', coalesce(a.attlen, -1),
          'not_null', coalesce(a.attnotnull, false),
          'descending', i.indoption[k.n - 1] & 1 = 1,
          'natural_order', coalesce(o.opcdefault AND i.indcollation[k.n - 1] = a.attcollation, false),
          'collation', coalesce((SELECT format('%I.%I', n.nspname, l.collname) FROM pg_catalog.pg_collation l
            JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace WHERE l.oid = a.attcollation), ''),
          'above', coalesce((SELECT format('OPERATOR(%I.%s)', n.nspname, p.oprname) FROM pg_catalog.pg_amop w
            JOIN pg_catalog.pg_operator p ON p.oid = w.amopopr JOIN pg_catalog.pg_namespace n ON n.oid = p.oprnamespace
            WHERE w.amopfamily = o.opcfamily AND w.amoplefttype = o.opcintype AND w.amoprighttype = o.opcintype
              AND w.amopstrategy = 5), ''),
          'up_to', coalesce((SELECT format('OPERATOR(%I.%s)', n.nspname, p.oprname) FROM pg_catalog.pg_amop w
            JOIN pg_catalog.pg_operator p ON p.oid = w.amopopr JOIN pg_catalog.pg_namespace n ON n.oid = p.oprnamespace
            WHERE w.amopfamily = o.opcfamily AND w.amoplefttype = o.opcintype AND w.amoprighttype = o.opcintype
              AND w.amopstrategy = 2), ''))
          ORDER BY k.n)
        FROM generate_series(1, i.indnkeyatts::int) AS k (n)
        JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[k.n - 1]
        LEFT JOIN attribute a ON a.attnum = i.indkey[k.n - 1]),
      'uses', (SELECT coalesce(json_agg(json_build_object('column', u.attname, 'times', u.times)), '[]') FROM (
          SELECT a.attname, (SELECT count(*) FROM unnest(i.indkey) k WHERE k = a.attnum)
            + (SELECT count(*) FROM regexp_matches(coalesce(i.indexprs::text, '') || coalesce(i.indpred::text, ''),
                ':varattno ' || a.attnum || ' ', 'g')) AS times FROM attribute a) u WHERE u.times > 0))
      ORDER BY c.relname)
      FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      JOIN pg_catalog.pg_am m ON m.oid = c.relam WHERE i.indrelid = t.oid), '[]'),
    'constraints', coalesce((SELECT json_agg(json_build_object(
      'name', k.conname,
      'kind', k.contype,
      'columns', coalesce((SELECT json_agg(a.attname ORDER BY x.n)
        FROM unnest(k.conkey) WITH ORDINALITY x (attnum, n) JOIN attribute a ON a.attnum = x.attnum), '[]'),
      'expression', coalesce(pg_get_expr(k.conbin, k.conrelid), ''),
      'validated', k.convalidated,
      'enforced', coalesce((to_jsonb(k) ->> 'conenforced')::bool, true),
      'inherited', NOT k.connoinherit,
      'deferrable', k.condeferrable,
      'deferred', k.condeferred,
      'index', coalesce((SELECT relname FROM pg_catalog.pg_class WHERE oid = k.conindid), ''),
      'comment', coalesce(obj_description(k.oid, 'pg_constraint'), ''),
      'uses', (SELECT coalesce(json_agg(json_build_object('column', u.attname, 'times', u.times)), '[]') FROM (
          SELECT a.attname, (SELECT count(*) FROM regexp_matches(coalesce(k.conbin::text, ''),
            ':varattno ' || a.attnum || ' ', 'g')) AS times FROM attribute a) u WHERE u.times > 0))
      ORDER BY k.conname)
      FROM pg_catalog.pg_constraint k WHERE k.conrelid = t.oid AND k.contype <> 'f'), '[]'),
    'foreign_keys', coalesce((SELECT json_agg(json_build_object(
      'name', k.conname,
      'from', (SELECT json FROM relation WHERE oid = k.conrelid),
      'from_columns', (SELECT json_agg(a.attname ORDER BY x.n) FROM unnest(k.conkey) WITH ORDINALITY x (attnum, n)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.attnum),
      'to', (SELECT json FROM relation WHERE oid = k.confrelid),
      'to_columns', (SELECT json_agg(a.attname ORDER BY x.n) FROM unnest(k.confkey) WITH ORDINALITY x (attnum, n)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.attnum),
      'set_columns', coalesce((SELECT json_agg(a.attname) FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = k.conrelid AND jsonb_typeof(to_jsonb(k) -> 'confdelsetcols') = 'array'
          AND to_jsonb(k) -> 'confdelsetcols' @> to_jsonb(a.attnum)), '[]'),
      'on_update', k.confupdtype,
      'on_delete', k.confdeltype,
      'match', k.confmatchtype,
      'validated', k.convalidated,
      'enforced', coalesce((to_jsonb(k) ->> 'conenforced')::bool, true),
      'deferrable', k.condeferrable,
      'deferred', k.condeferred,
      'period', coalesce((to_jsonb(k) ->> 'conperiod')::bool, false),
      'comment', coalesce(obj_description(k.oid, 'pg_constraint'), ''))
      ORDER BY k.conrelid::regclass::text, k.conname)
      FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND (k.conrelid = t.oid OR k.confrelid = t.oid)), '[]'),
    'triggers', coalesce((SELECT json_agg(json_build_object(
      'name', g.tgname,
      'before_row', g.tgtype & 3 = 3,
      'on_insert', g.tgtype & 4 = 4,
      'on_update', g.tgtype & 16 = 16,
      'enabled', g.tgenabled,
      'of_columns', cardinality(string_to_array(g.tgattr::text, ' ')) > 0,
      'language', l.lanname)
      ORDER BY g.tgname)
      FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_proc p ON p.oid = g.tgfoid JOIN pg_catalog.pg_language l ON l.oid = p.prolang
      WHERE g.tgrelid = t.oid AND NOT g.tgisinternal), '[]'),
    'statistics', coalesce((SELECT json_agg(json_build_object(
      'schema', n.nspname,
      'name', s.stxname,
      'quoted', format('%I.%I', n.nspname, s.stxname),
      'definition', pg_get_statisticsobjdef(s.oid),
      'owner', pg_get_userbyid(s.stxowner),
      'agent_is_owner', pg_has_role(s.stxowner, 'USAGE'),
      'target', coalesce((to_jsonb(s) ->> 'stxstattarget')::int, -1),
      'comment', coalesce(obj_description(s.oid, 'pg_statistic_ext'), ''),
      'uses', (SELECT coalesce(json_agg(json_build_object('column', u.attname, 'times', u.times)), '[]') FROM (
          SELECT a.attname, (SELECT count(*) FROM unnest(s.stxkeys) k WHERE k = a.attnum)
            + (SELECT count(*) FROM regexp_matches(coalesce(to_jsonb(s) ->> 'stxexprs', ''),
                ':varattno ' || a.attnum || ' ', 'g')) AS times FROM attribute a) u WHERE u.times > 0))
      ORDER BY n.nspname, s.stxname)
      FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
      WHERE s.stxrelid = t.oid), '[]'),
    'dependents', coalesce((SELECT json_agg(DISTINCT jsonb_build_object(
      'column', a.attname,
      'kind', CASE d.classid
        WHEN 'pg_catalog.pg_class'::regclass THEN CASE
          -- Before 15 a generated column itself depends on what it mentions, since then its expression does.
          WHEN d.objid = t.oid AND d.objsubid <> 0 THEN 'generated'
          ELSE CASE (SELECT relkind FROM pg_catalog.pg_class WHERE oid = d.objid)
            WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' ELSE 'other' END END
        WHEN 'pg_catalog.pg_constraint'::regclass THEN 'constraint'
        WHEN 'pg_catalog.pg_statistic_ext'::regclass THEN 'statistics'
        WHEN 'pg_catalog.pg_attrdef'::regclass THEN CASE
          WHEN (SELECT adnum FROM pg_catalog.pg_attrdef WHERE oid = d.objid AND adrelid = t.oid) = a.attnum THEN 'default'
          ELSE 'generated' END
        WHEN 'pg_catalog.pg_rewrite'::regclass THEN 'view'
        WHEN 'pg_catalog.pg_policy'::regclass THEN 'policy'
        WHEN 'pg_catalog.pg_trigger'::regclass THEN 'trigger'
        WHEN 'pg_catalog.pg_proc'::regclass THEN 'function'
        WHEN 'pg_catalog.pg_publication_rel'::regclass THEN 'publication'
        ELSE 'other' END,
      'description', pg_describe_object(d.classid, d.objid, d.objsubid)))
      FROM pg_catalog.pg_depend d JOIN attribute a ON a.attnum = d.refobjsubid
      WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = t.oid), '[]'),
    'mentions', coalesce((SELECT json_agg(DISTINCT jsonb_build_object('column', m.name, 'description', m.description)) FROM (
      -- Source text can't be followed through pg_depend: whoever names this table and the column as words ...
      SELECT w.name, pg_describe_object('pg_catalog.pg_proc'::regclass, p.oid, 0) AS description
      FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang AND l.lanname NOT IN ('internal', 'c')
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'towpath')
      JOIN table_word tw ON replace(p.prosrc, '""', '"') ~* tw.pattern
      JOIN word w ON replace(p.prosrc, '""', '"') ~* w.pattern
      WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_proc'::regclass
        AND e.objid = p.oid AND e.deptype = 'e')
      UNION ALL
      -- ... and this table's own triggers, whose functions and arguments need only name the column. Ours name theirs.
      SELECT w.name, pg_describe_object('pg_catalog.pg_trigger'::regclass, g.oid, 0)
      FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_proc p ON p.oid = g.tgfoid
      JOIN word w ON replace(p.prosrc, '""', '"') || ' ' || replace(encode(g.tgargs, 'escape'), '\000', ' ') ~* w.pattern
      WHERE g.tgrelid = t.oid AND NOT g.tgisinternal
        AND p.pronamespace <> coalesce(to_regnamespace('towpath'), 0::oid)) m), '[]'),
    'leftovers', coalesce((SELECT json_agg(DISTINCT o.name) FROM (
      SELECT attname::text AS name FROM attribute
      UNION ALL SELECT tgname FROM pg_catalog.pg_trigger WHERE tgrelid = t.oid
      UNION ALL SELECT conname FROM pg_catalog.pg_constraint WHERE t.oid IN (conrelid, confrelid)
      UNION ALL SELECT stxname FROM pg_catalog.pg_statistic_ext WHERE stxrelid = t.oid
      UNION ALL SELECT c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = t.oid) o
      WHERE o.name ~ '^[!~]?tp_[0-9a-f]{8}_'), '[]')))
    FROM target t), '[]'))::text
FROM asked
