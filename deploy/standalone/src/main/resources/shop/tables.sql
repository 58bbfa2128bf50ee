-- The sample shop's tables, with much of what a column can carry: collation, default, checks, indexes, grants, comment.
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL CONSTRAINT users_email_once UNIQUE,
    full_name varchar(200) COLLATE "C" NOT NULL DEFAULT 'nobody' CONSTRAINT users_are_named CHECK (full_name <> ''),
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN users.full_name IS 'as printed on letters';
CREATE INDEX users_by_name ON users (lower(full_name) text_pattern_ops) INCLUDE (email);
GRANT SELECT (full_name) ON users TO pg_monitor;

CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users,
    amount numeric(12, 2) NOT NULL,
    placed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_by_user ON orders (user_id);
