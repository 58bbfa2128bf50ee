-- What the instances of services say of themselves: observations, never history. Without these tables every instance is
-- unheard of until it speaks again, which keeps gates closed.

CREATE TABLE presence_clock (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    listened_ms bigint NOT NULL DEFAULT 0,
    steady_from bigint NOT NULL DEFAULT 0,
    ticked_at   timestamptz NOT NULL DEFAULT 'epoch'
);
INSERT INTO presence_clock DEFAULT VALUES;
COMMENT ON TABLE presence_clock IS
    'How long towpath.presence has been read to its end. Silence is measured by it, so that nobody is silent while nobody listens.';
COMMENT ON COLUMN presence_clock.steady_from IS 'listened_ms when listening was last taken up again.';

CREATE TABLE service_instance (
    database     text COLLATE "C" NOT NULL,
    service      text COLLATE "C" NOT NULL,
    instance     text COLLATE "C" NOT NULL,
    version      text NOT NULL,
    acknowledged jsonb NOT NULL,
    said_at      timestamptz NOT NULL,
    said_tick    bigint NOT NULL,
    session_tick bigint,
    ended        text NOT NULL DEFAULT '' CHECK (ended IN ('', 'goodbye', 'retired')),
    ended_at     timestamptz,
    ended_by     text NOT NULL DEFAULT '',
    ended_reason text NOT NULL DEFAULT '',
    PRIMARY KEY (database, service, instance)
);
CREATE INDEX service_instance_by_name ON service_instance (service, instance);
COMMENT ON COLUMN service_instance.said_tick IS 'presence_clock.listened_ms when it last spoke.';
COMMENT ON COLUMN service_instance.session_tick IS
    'agent_seen.heard_ms when the target last showed a session <service>/<instance>; null: it never did.';
COMMENT ON COLUMN service_instance.ended_by IS
    'Who retired it last, and why in ended_reason: kept when the instance speaks again, and ended is empty again.';

ALTER TABLE agent_seen ADD COLUMN heard_ms bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN agent_seen.heard_ms IS 'How long the agent has been heard of, gaps left out.';

-- A read model, like the rest of its table.
ALTER TABLE overview_rollout ADD COLUMN waits_for_services boolean NOT NULL DEFAULT false;
CREATE INDEX overview_rollout_waiting ON overview_rollout (id) WHERE waits_for_services;
