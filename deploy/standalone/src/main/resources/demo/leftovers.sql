-- Everything that Towpath names itself begins with tp_.
SELECT count(*) FROM (
    SELECT relname AS name FROM pg_class
    UNION ALL SELECT proname FROM pg_proc
    UNION ALL SELECT tgname FROM pg_trigger
    UNION ALL SELECT conname FROM pg_constraint
    UNION ALL SELECT attname FROM pg_attribute WHERE NOT attisdropped
) AS object
WHERE name LIKE 'tp\_%'
