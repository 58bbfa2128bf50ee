-- The agent's ledger: what was received, what was done, what is still to be told. Lives beside the data it is about, so
-- that a receipt commits with its effect.

-- Names the owner. Every transaction that writes reads this row FOR SHARE first, through assert_fence.
CREATE TABLE towpath.fence (
    only_row          boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch             bigint NOT NULL,
    owner             text NOT NULL,
    system_identifier text NOT NULL,
    taken_at          timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO towpath.fence (epoch, owner, system_identifier)
SELECT 0, 'nobody yet', system_identifier::text FROM pg_catalog.pg_control_system();

CREATE FUNCTION towpath.assert_fence(expected bigint) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_epoch bigint;
BEGIN
    SELECT epoch INTO found_epoch FROM towpath.fence FOR SHARE;
    IF found_epoch IS DISTINCT FROM expected THEN
        RAISE EXCEPTION 'epoch % was followed by epoch %', expected, found_epoch USING ERRCODE = 'TP001';
    END IF;
END $$;

-- The emergency brake: UPDATE towpath.control SET halted = true;
CREATE TABLE towpath.control (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    halted   boolean NOT NULL DEFAULT false
);
INSERT INTO towpath.control DEFAULT VALUES;

-- Where to read on in Kafka; this, not the group's committed offset, is the truth.
CREATE TABLE towpath.consumed (
    topic       text PRIMARY KEY,
    next_offset bigint NOT NULL
);

-- Both directions count per subject (a rollout, or the database): last one received without a gap, last one reported.
CREATE TABLE towpath.sequence (
    subject  text PRIMARY KEY,
    received bigint NOT NULL DEFAULT 0,
    reported bigint NOT NULL DEFAULT 0
);

-- Commands received; open until done_at is set. The body goes when the work is done, the identity stays.
CREATE TABLE towpath.inbox (
    position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source      text NOT NULL,
    id          text NOT NULL,
    subject     text NOT NULL,
    sequence    bigint NOT NULL,
    headers     jsonb NOT NULL,
    body        bytea NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    done_at     timestamptz,
    UNIQUE (source, id)
);
CREATE INDEX inbox_open ON towpath.inbox (position) WHERE done_at IS NULL;

-- Rollouts whose plan is frozen here; one open rollout per table.
CREATE TABLE towpath.rollout (
    rollout    text PRIMARY KEY,
    table_name text NOT NULL,
    opened_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at  timestamptz
);
CREATE UNIQUE INDEX rollout_open_table ON towpath.rollout (table_name) WHERE closed_at IS NULL;

-- Rollouts that are paused, planned or not.
CREATE TABLE towpath.paused (
    rollout text PRIMARY KEY,
    since   timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE towpath.plan (
    rollout   text PRIMARY KEY,
    hash      text NOT NULL,
    body      text NOT NULL,
    frozen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The step's effect is committed: written in the effect's own transaction wherever the statement allows one.
CREATE TABLE towpath.receipt (
    rollout        text NOT NULL,
    step           text NOT NULL,
    attempt        integer NOT NULL,
    epoch          bigint NOT NULL,
    statement_hash text NOT NULL,
    lock_attempts  integer NOT NULL,
    lock_wait      interval NOT NULL,
    duration       interval NOT NULL,
    row_count      bigint NOT NULL,
    committed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (rollout, step)
);

-- Written before a statement that can't run in a transaction; names the backend that runs it.
CREATE TABLE towpath.intent (
    rollout        text NOT NULL,
    step           text NOT NULL,
    epoch          bigint NOT NULL,
    statement_hash text NOT NULL,
    object         text NOT NULL,
    pid            integer NOT NULL,
    backend_start  timestamptz NOT NULL,
    meant_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (rollout, step)
);

-- How far a backfill is: everything up to last_key is done. Written in each batch's transaction.
CREATE TABLE towpath.checkpoint (
    rollout    text NOT NULL,
    step       text NOT NULL,
    last_key   text[] NOT NULL,
    row_count  bigint NOT NULL,
    batches    bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (rollout, step)
) WITH (fillfactor = 50);

-- Outcomes that Kafka has not acknowledged yet, in the order in which they must arrive.
CREATE TABLE towpath.outcome (
    position  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject   text NOT NULL,
    headers   jsonb NOT NULL,
    body      bytea NOT NULL,
    made_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
