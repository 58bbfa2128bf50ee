-- Read models, projected from the table event. Everything here can be deleted at any time: without its row in
-- overview_checkpoint the projector empties the other tables and replays the log from the beginning.

CREATE TABLE overview_checkpoint (
    name       text PRIMARY KEY,
    shape      integer NOT NULL,    -- which version of the projection wrote the rows; another one replays
    generation integer NOT NULL,
    tx         bigint  NOT NULL,
    position   bigint  NOT NULL
);

CREATE TABLE overview_rollout (
    id       text PRIMARY KEY,
    database text        NOT NULL,
    state    text        NOT NULL,
    created  timestamptz NOT NULL,
    version  bigint      NOT NULL,
    document text        NOT NULL   -- the rollout as GET /api/rollouts shows it, observations apart
);

CREATE INDEX overview_rollout_by_database ON overview_rollout (database, created);
CREATE INDEX overview_rollout_by_state ON overview_rollout (state, created);

CREATE TABLE overview_database (
    id            text PRIMARY KEY,
    engine        text        NOT NULL,
    registered    timestamptz NOT NULL,
    registered_by text        NOT NULL
);

CREATE TABLE overview_phase (
    id         text PRIMARY KEY,    -- <database>/<revision>, the key on towpath.phases
    rollout_id text        NOT NULL,
    database   text        NOT NULL,
    revision   text        NOT NULL,
    phase      text        NOT NULL,
    percentage integer     NOT NULL,
    version    bigint      NOT NULL,
    since      timestamptz NOT NULL
);

CREATE INDEX overview_phase_by_database ON overview_phase (database);
