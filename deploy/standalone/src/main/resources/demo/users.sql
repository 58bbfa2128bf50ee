CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL CONSTRAINT users_email_once UNIQUE,
    full_name varchar(200) NOT NULL CONSTRAINT users_are_named CHECK (full_name <> ''),
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN users.full_name IS 'as printed on letters';
CREATE INDEX users_by_name ON users (lower(full_name)) INCLUDE (email);
GRANT SELECT (full_name) ON users TO pg_monitor;
