-- Attempts that nobody wants any more: no owner begins one, and whoever has begun it ends it.
CREATE TABLE towpath.withdrawn (
    rollout text NOT NULL,
    step    text NOT NULL,
    attempt integer NOT NULL,
    since   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (rollout, step, attempt)
);
