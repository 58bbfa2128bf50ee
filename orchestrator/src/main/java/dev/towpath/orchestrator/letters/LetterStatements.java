package dev.towpath.orchestrator.letters;

import dev.towpath.orchestrator.eventstore.StoreGeneration;

/** The statements of {@link PostgresDeadLetters}. */
final class LetterStatements {
    static final String KEEP = """
            WITH kept AS (
              INSERT INTO dead_letter (dead_at, put_aside_by, rule, detail, attempts, first_error, last_error,
                                       topic, topic_partition, topic_offset, sent_at, complete,
                                       source, message_id, type, rollout, key, headers, value)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18::text::json, $19)
              ON CONFLICT DO NOTHING)
            INSERT INTO consumed (topic, partition, next_offset) VALUES ($20, $21, $22)
            ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset""";

    private static final String COLUMNS = """
            SELECT id, dead_at, put_aside_by, rule, detail, attempts, first_error, last_error, topic, topic_partition,
                   topic_offset, sent_at, complete, source, message_id, type, rollout,
                   coalesce((SELECT json_agg(json_build_object('time', time, 'actor', actor, 'reason', reason) ORDER BY time)
                               FROM dead_letter_replay WHERE letter = id), '[]') AS replays
            """;

    static final String LIST = COLUMNS + """
             FROM dead_letter
            WHERE ($1 = '' OR topic = $1)
              AND NOT ($2 AND EXISTS (SELECT FROM dead_letter_replay WHERE letter = id))
            ORDER BY id LIMIT $3""";

    static final String FIND = COLUMNS + ", key, headers::text AS headers, value FROM dead_letter WHERE id = $1";

    static final String WAITING =
            "SELECT count(*) FROM dead_letter WHERE NOT EXISTS (SELECT FROM dead_letter_replay WHERE letter = id)";

    /** In the order in which they lay on their topics. */
    static final String REPLAY = """
            WITH current AS (
            """ + StoreGeneration.CURRENT + """
            ), noted AS (
              INSERT INTO dead_letter_replay (letter, command, time, actor, reason)
              SELECT id, $2, $3, $4, $5 FROM dead_letter WHERE id = ANY($1)
              ON CONFLICT DO NOTHING RETURNING letter)
            INSERT INTO outbox (generation, topic, key, headers, value)
            SELECT (SELECT generation FROM current), topic, key, headers, value
              FROM dead_letter JOIN noted ON letter = id
             ORDER BY topic, topic_partition, topic_offset""";

    private LetterStatements() {}
}
