-- The event store. Everything that decides is in "event"; every other table can be thrown away, at a price that is noted.

CREATE TABLE store_generation (
    generation        int PRIMARY KEY,
    system_identifier text NOT NULL,
    since             timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE store_generation IS
    'Counts the servers that this store has lived on: transaction ids of two servers can''t be compared.';

CREATE TABLE event (
    generation    int NOT NULL,
    tx            xid8 NOT NULL DEFAULT pg_current_xact_id(),
    position      bigint GENERATED ALWAYS AS IDENTITY,
    stream        text COLLATE "C" NOT NULL,
    version       bigint NOT NULL CHECK (version > 0),
    type          text NOT NULL,
    time          timestamptz NOT NULL,
    actor         text NOT NULL,
    reason        text NOT NULL,
    body          json NOT NULL,
    hash          text NOT NULL,
    previous_hash text NOT NULL,
    commands_sent bigint NOT NULL,
    PRIMARY KEY (stream, version)
);
CREATE UNIQUE INDEX event_in_order ON event (generation, tx, position);
COMMENT ON COLUMN event.commands_sent IS
    'Agent commands that this stream has caused so far, this event''s included: the last one''s sequence number.';

CREATE TABLE receipt (
    source      text NOT NULL,
    id          text NOT NULL,
    digest      text NOT NULL,
    reply       json,
    handled_at  timestamptz NOT NULL,
    PRIMARY KEY (source, id)
);
COMMENT ON TABLE receipt IS 'Messages that were handled; a user command''s with its reply. Without it a redelivery is decided anew.';

CREATE TABLE outbox (
    generation  int NOT NULL,
    tx          xid8 NOT NULL DEFAULT pg_current_xact_id(),
    position    bigint GENERATED ALWAYS AS IDENTITY,
    topic       text NOT NULL,
    key         bytea,
    headers     json NOT NULL,
    value       bytea,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (generation, tx, position)
);
COMMENT ON TABLE outbox IS 'Append-only. Rows at or before relay_cursor are with Kafka.';

CREATE TABLE relay_cursor (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    generation int NOT NULL,
    tx         xid8 NOT NULL,
    position   bigint NOT NULL
);
INSERT INTO relay_cursor (generation, tx, position) VALUES (0, '0', 0);

CREATE TABLE timer (
    stream text NOT NULL,
    due    timestamptz NOT NULL,
    PRIMARY KEY (stream, due)
);
CREATE INDEX timer_due ON timer (due);

CREATE TABLE consumed (
    topic       text NOT NULL,
    partition   int NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (topic, partition)
);
COMMENT ON TABLE consumed IS 'Where reading goes on. Without it topics are read from the start, and receipts drop what was handled.';

CREATE TABLE outcome_sequence (
    source   text NOT NULL,
    subject  text NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (source, subject)
);
COMMENT ON TABLE outcome_sequence IS 'The last sequence number handled of each agent and rollout: a jump means loss.';

CREATE TABLE agent_seen (
    database          text PRIMARY KEY,
    instance          text NOT NULL,
    version           text NOT NULL,
    fence             bigint NOT NULL,
    server_version    text NOT NULL,
    system_identifier text NOT NULL,
    halted            boolean NOT NULL,
    seen_at           timestamptz NOT NULL
);
COMMENT ON TABLE agent_seen IS 'Each agent''s last announcement: an observation, not history.';

CREATE TABLE plan_preview (
    request_id  text PRIMARY KEY,
    answer      json NOT NULL,
    answered_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE plan_preview IS 'Answers to PreviewPlan, kept for ten minutes.';
