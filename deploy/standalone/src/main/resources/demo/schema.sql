-- The table as a sorted list of lines: what must be the same before and after, but for the name.
SELECT line FROM (
    SELECT 'column     ' || attname || ' ' || format_type(atttypid, atttypmod)
        || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
        || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '')
        || CASE attidentity WHEN '' THEN '' ELSE ' IDENTITY' END
        || coalesce(' GRANTS ' || attacl::text, '')
        || coalesce(' COMMENT ' || quote_literal(col_description(attrelid, attnum)), '') AS line
    FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attrelid = 'users'::regclass AND attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) || CASE WHEN convalidated THEN '' ELSE ' (not validated)' END
    FROM pg_constraint WHERE conrelid = 'users'::regclass AND contype <> 'n'
    UNION ALL
    SELECT 'index      ' || pg_get_indexdef(indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' (invalid)' END
    FROM pg_index WHERE indrelid = 'users'::regclass
    UNION ALL
    SELECT 'trigger    ' || pg_get_triggerdef(oid)
    FROM pg_trigger WHERE tgrelid = 'users'::regclass AND NOT tgisinternal
) AS shown
ORDER BY line
