package dev.towpath.planner.change;

import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.step.ChangedTable;

/**
 * What came to depend on a column after the plan was made has nobody to carry it, and would be dropped with the column.
 * The statement fails by its name instead, as DROP fails for what depends on its object, and changes nothing.
 *
 * <p>Indexes and statistics that have names of ours are left out; so is a column that isn't there.
 *
 * @param exceptDefinition whether the column's own default and NOT NULL are left out, too
 */
record NothingLeft(ChangedTable on, String column, boolean exceptDefinition) {
    private static final String DEFINITION = """

            AND NOT EXISTS (SELECT FROM pg_catalog.pg_attrdef f WHERE d.classid = 'pg_catalog.pg_attrdef'::regclass
              AND f.oid = d.objid AND f.adrelid = a.attrelid AND f.adnum = a.attnum)
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE d.classid = 'pg_catalog.pg_constraint'::regclass
              AND k.oid = d.objid AND k.contype = 'n')""".replace("\n", "\n    ");

    String statement() {
        return "DO "
                + Sql.dollarQuoted(on.names().of("left"), """
                DECLARE
                  remaining text;
                BEGIN
                  SELECT pg_catalog.string_agg(DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid), ', ') INTO remaining
                  FROM pg_catalog.pg_depend d
                  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                  LEFT JOIN pg_catalog.pg_class i ON d.classid = 'pg_catalog.pg_class'::regclass AND i.oid = d.objid
                  LEFT JOIN pg_catalog.pg_statistic_ext s
                    ON d.classid = 'pg_catalog.pg_statistic_ext'::regclass AND s.oid = d.objid
                  WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = %s::regclass AND a.attname = %s
                    AND pg_catalog.starts_with(coalesce(i.relname, s.stxname, ''), %s) IS FALSE%s;
                  IF remaining IS NOT NULL THEN
                    RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
                      MESSAGE = remaining || ' came after the plan was made and would be dropped with the column';
                  END IF;
                END""".formatted(
                                Sql.string(on.sqlTable()),
                                Sql.string(column),
                                Sql.string(on.names().prefix()),
                                exceptDefinition ? DEFINITION : ""));
    }
}
