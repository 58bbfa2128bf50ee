-- What the orchestrator's log was anchored at, as this agent was told at the time. Rows are added and never changed: two
-- with one number mean that the orchestrator's store was put back, or written anew.
CREATE TABLE towpath.anchor (
    number        bigint NOT NULL,
    hash          text NOT NULL,
    previous_hash text NOT NULL,
    made_at       timestamptz NOT NULL,
    kept_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (number, hash, previous_hash)
);
