-- In which trace (W3C Trace Context) an event was recorded. No part of what is hashed: it says where to look, and decides nothing.
ALTER TABLE event ADD COLUMN traceparent text NOT NULL DEFAULT '';
COMMENT ON COLUMN event.traceparent IS 'W3C trace context of what caused the event, or of what happened to its rollout before; empty if there is none.';
