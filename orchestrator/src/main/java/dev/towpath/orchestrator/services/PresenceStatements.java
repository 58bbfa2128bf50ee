package dev.towpath.orchestrator.services;

/**
 * The statements of {@link PostgresPresence}. Those for the topic also move the position, and do nothing at all if it is
 * past their record already: a consumer that lost its turn without noticing can't put an older word over a newer one.
 */
final class PresenceStatements {
    /** Parameters: topic, partition and offset of the record. */
    private static final String MOVE = """
            moved AS (
              INSERT INTO consumed (topic, partition, next_offset) VALUES ($%d, $%d, $%d::bigint + 1)
              ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset
               WHERE consumed.next_offset < excluded.next_offset
              RETURNING 1
            ),""";

    private static final String IF_MOVED = "AND EXISTS (SELECT FROM moved)";

    static final String SAID_BY_HTTP = """
            WITH before AS (
              SELECT FROM service_instance
               WHERE service = $1 AND instance = $2 AND database = $3 AND version = $4
                 AND acknowledged = $5::text::jsonb AND ended = ''
            ), said AS (
              INSERT INTO service_instance (service, instance, database, version, acknowledged, said_at, said_tick)
              SELECT $1::text, $2::text, $3::text, $4::text, $5::text::jsonb, $6::timestamptz, listened_ms
                FROM presence_clock
              ON CONFLICT (database, service, instance) DO UPDATE
                 SET (version, acknowledged, said_at, said_tick, ended)
                   = (excluded.version, excluded.acknowledged, excluded.said_at, excluded.said_tick, '')
              RETURNING 1
            )
            SELECT EXISTS (SELECT FROM said) AND NOT EXISTS (SELECT FROM before) AS changed""";

    /**
     * Words of the topic, of each instance the last. Parameters: of each word its service, instance,
     * database, version, what it acknowledged, and its offset; the time; topic, partition, and the position behind the last
     * word. Words before the stored position are left out: others may have spoken since. The position is locked before it is
     * moved, and rows are locked in the order of their key, as by all who lock several, so that nobody waits in a circle.
     */
    static final String SAID_ON_TOPIC = """
            WITH place AS (
              SELECT next_offset FROM consumed WHERE topic = $8 AND partition = $9 FOR UPDATE
            ), moved AS (
              INSERT INTO consumed (topic, partition, next_offset)
              SELECT $8, $9, $10 FROM (SELECT count(*) FROM place) AS locked
              ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset
               WHERE consumed.next_offset < excluded.next_offset
              RETURNING 1
            ), words AS (
              SELECT DISTINCT ON (database, service, instance) service, instance, database, version, acknowledged::jsonb
                FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
                  AS word (service, instance, database, version, acknowledged, place)
               WHERE word.place >= coalesce((SELECT next_offset FROM place), 0)
               ORDER BY database, service, instance, word.place DESC
            ), known AS (
              SELECT count(*) AS words
                FROM words w JOIN service_instance i USING (database, service, instance, version, acknowledged)
               WHERE i.ended = ''
            ), said AS (
              INSERT INTO service_instance (service, instance, database, version, acknowledged, said_at, said_tick)
              SELECT service, instance, database, version, acknowledged, $7::timestamptz, listened_ms
                FROM words, presence_clock
               WHERE EXISTS (SELECT FROM moved)
               ORDER BY database COLLATE "C", service COLLATE "C", instance COLLATE "C"
              ON CONFLICT (database, service, instance) DO UPDATE
                 SET (version, acknowledged, said_at, said_tick, ended)
                   = (excluded.version, excluded.acknowledged, excluded.said_at, excluded.said_tick, '')
              RETURNING 1
            )
            SELECT (SELECT count(*) FROM said) > (SELECT words FROM known) AS changed""";

    /** An instance's rows, locked in the order of their key. */
    private static final String ROWS = """
            here AS (
              SELECT database FROM service_instance WHERE service = $1 AND instance = $2 ORDER BY database FOR UPDATE
            )""";

    private static final String GOODBYE = """
            WITH %s
            """ + ROWS + """
            , parted AS (
              UPDATE service_instance
                 SET (ended, ended_at, ended_by, ended_reason) = ('goodbye', now(), '', '')
               WHERE service = $1 AND instance = $2 AND database IN (SELECT database FROM here) AND ended = '' %s
              RETURNING 1
            )
            SELECT EXISTS (SELECT FROM parted) AS changed""";

    static final String GOODBYE_BY_HTTP = GOODBYE.formatted("", "");
    static final String GOODBYE_ON_TOPIC = GOODBYE.formatted(MOVE.formatted(3, 4, 5), IF_MOVED);

    static final String RETIRE = "WITH " + ROWS + """

            UPDATE service_instance
               SET (ended, ended_at, ended_by, ended_reason) = ('retired', now(), $3, $4)
             WHERE service = $1 AND instance = $2 AND database IN (SELECT database FROM here)""";

    static final String FORGET_POSITION = "DELETE FROM consumed WHERE topic = $1 AND partition = $2";

    /** An empty database means all of them. One row without an instance if there is none. */
    static final String READ = """
            SELECT i.service, i.instance, i.database, i.version, i.acknowledged::text AS acknowledged, i.said_at,
                   i.ended, i.ended_at, i.ended_by, i.ended_reason,
                   c.listened_ms - i.said_tick AS silence_ms,
                   coalesce(a.heard_ms, 0) - i.session_tick AS sessionless_ms,
                   c.listened_ms - c.steady_from AS steady_ms,
                   now() - c.ticked_at <= $2::bigint * interval '1 millisecond' AS listening
              FROM presence_clock c
              LEFT JOIN service_instance i ON $1 = '' OR i.database = $1
              LEFT JOIN agent_seen a ON a.database = i.database
             ORDER BY i.service, i.database, i.instance""";

    /** All but the youngest of each service, which proves that the service had an instance. */
    static final String FORGET_LONG_GONE = """
            DELETE FROM service_instance i
             WHERE i.ended <> '' AND i.ended_at < now() - interval '1 day'
               AND EXISTS (SELECT FROM service_instance other
                            WHERE other.database = i.database AND other.service = i.service
                              AND (other.said_at, other.instance) > (i.said_at, i.instance))""";

    private PresenceStatements() {}
}
