-- What the log was anchored at. The copies that prove something are those outside this store: this one says where the
-- next anchor goes on. Without it anchors begin anew at 1, which `towpath audit verify` reports.

CREATE TABLE anchor (
    number        bigint PRIMARY KEY,
    generation    int NOT NULL,
    tx            xid8 NOT NULL,
    position      bigint NOT NULL,
    events        bigint NOT NULL,
    streams       bigint NOT NULL,
    hash          text NOT NULL,
    body          json NOT NULL,
    made_at       timestamptz NOT NULL
);
CREATE UNIQUE INDEX anchor_in_order ON anchor (generation, tx, position);
COMMENT ON COLUMN anchor.position IS 'With generation and tx: the last event that is covered.';
COMMENT ON COLUMN anchor.body IS 'The anchor as topic towpath.anchors has it.';
