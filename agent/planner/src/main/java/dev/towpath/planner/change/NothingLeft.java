package dev.towpath.planner.change;

import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.dialect.Sql;

/**
 * What came to depend on the old column after the plan was made has nobody to carry it, and would be dropped with the
 * column. The hide fails by its name instead, as DROP fails for what depends on its object, and changes nothing.
 *
 * <p>Indexes and statistics of the old column that keep it company until the drop have names of ours.
 */
record NothingLeft(ColumnMove move) {
    String statement() {
        String tag = "$" + move.names().of("left") + "$";
        return """
                DO %1$s
                DECLARE
                  remaining text;
                BEGIN
                  SELECT pg_catalog.string_agg(DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid), ', ') INTO remaining
                  FROM pg_catalog.pg_depend d
                  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                  LEFT JOIN pg_catalog.pg_class i ON d.classid = 'pg_catalog.pg_class'::regclass AND i.oid = d.objid
                  LEFT JOIN pg_catalog.pg_statistic_ext s
                    ON d.classid = 'pg_catalog.pg_statistic_ext'::regclass AND s.oid = d.objid
                  WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = %2$s::regclass AND a.attname = %3$s
                    AND pg_catalog.starts_with(coalesce(i.relname, s.stxname, ''), %4$s) IS FALSE;
                  IF remaining IS NOT NULL THEN
                    RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
                      MESSAGE = remaining || ' came after the plan was made and would be dropped with the column';
                  END IF;
                END %1$s""".formatted(
                        tag,
                        Sql.string(move.sqlTable()),
                        Sql.string(move.from()),
                        Sql.string(move.names().prefix()));
    }
}
