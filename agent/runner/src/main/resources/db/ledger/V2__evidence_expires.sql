-- Evidence of a step may expire. A transaction that runs the step asks this first and last; until is in the server's time.
CREATE FUNCTION towpath.assert_valid(until timestamptz) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF clock_timestamp() > until THEN
        RAISE EXCEPTION 'the evidence was valid until %', until USING ERRCODE = 'TP002';
    END IF;
END $$;
