-- What was put aside, as topic towpath.dead-letters tells it, and who put it back. Without these tables the topic is read again
-- from its start, as far as it reaches back; who replayed what is then forgotten.

CREATE TABLE dead_letter (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dead_at             timestamptz NOT NULL,
    put_aside_by        text NOT NULL,
    rule                text NOT NULL,
    detail              text NOT NULL,
    attempts            int NOT NULL,
    first_error         text NOT NULL,
    last_error          text NOT NULL,
    topic               text NOT NULL,
    topic_partition     int NOT NULL,
    topic_offset        bigint NOT NULL,
    sent_at             timestamptz NOT NULL,
    complete            boolean NOT NULL,
    source              text NOT NULL,
    message_id          text NOT NULL,
    type                text NOT NULL,
    rollout             text NOT NULL,
    key                 bytea,
    headers             json NOT NULL,
    value               bytea,
    UNIQUE (topic, topic_partition, topic_offset, sent_at)
);
COMMENT ON TABLE dead_letter IS 'One row for each message, however often its letter came. Rows may be deleted: nothing rests on them.';

CREATE TABLE dead_letter_replay (
    letter  bigint NOT NULL REFERENCES dead_letter ON DELETE CASCADE,
    command text NOT NULL,
    time    timestamptz NOT NULL,
    actor   text NOT NULL,
    reason  text NOT NULL,
    PRIMARY KEY (letter, command)
);
COMMENT ON TABLE dead_letter_replay IS 'Written with the outbox row that brings the message back: recorded is sent.';
