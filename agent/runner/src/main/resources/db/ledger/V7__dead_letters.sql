-- Messages that were put aside, as they will be sent to towpath.dead-letters; removed when Kafka has them.
CREATE TABLE towpath.dead_letter (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key      bytea,
    headers  json NOT NULL,
    body     bytea,
    made_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- Where an entry lay in its topic. One that became a dead letter after it was taken in is taken up again when it is put back.
ALTER TABLE towpath.inbox ADD COLUMN topic text, ADD COLUMN topic_offset bigint, ADD COLUMN dead_at timestamptz;
