-- An orchestrator whose store was put back numbers the commands of a rollout anew from that moment on. Such another history
-- is told by its times: a number that is known already, said later than everything before.

-- history: how often the commands of the subject began anew. told_at: the latest time of a command that was taken in.
-- begins and told_before: of the numbers from begins on, what was not said after told_before is of a history that is over.
ALTER TABLE towpath.sequence
    ADD COLUMN history     integer NOT NULL DEFAULT 0,
    ADD COLUMN told_at     timestamptz,
    ADD COLUMN begins      bigint NOT NULL DEFAULT 0,
    ADD COLUMN told_before timestamptz NOT NULL DEFAULT '-infinity';
-- What was told before now was told before now, where nothing more exact is left.
UPDATE towpath.sequence s SET told_at = coalesce(
    (SELECT max((headers ->> 'ce_time')::timestamptz) FROM towpath.inbox i WHERE i.subject = s.subject AND i.sequence > 0),
    clock_timestamp());

-- Numbers and identities are the same in each history.
ALTER TABLE towpath.inbox ADD COLUMN history integer NOT NULL DEFAULT 0;
ALTER TABLE towpath.inbox DROP CONSTRAINT inbox_source_id_key;
ALTER TABLE towpath.inbox ADD CONSTRAINT inbox_source_id_history_key UNIQUE (source, id, history);

-- By which command of the rollout.
ALTER TABLE towpath.withdrawn ADD COLUMN sequence bigint NOT NULL DEFAULT 0;

-- Of which rollout file the plan was made: hash of what the orchestrator sent; unknown of older plans.
ALTER TABLE towpath.plan ADD COLUMN spec_hash text;
