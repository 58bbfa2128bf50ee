-- How a rollout's backfill goes about it, where somebody has tuned it since the plan was made.
CREATE TABLE towpath.tempo (
    rollout        text PRIMARY KEY,
    batch_duration interval NOT NULL,
    pause          interval NOT NULL,
    since          timestamptz NOT NULL DEFAULT clock_timestamp()
);
