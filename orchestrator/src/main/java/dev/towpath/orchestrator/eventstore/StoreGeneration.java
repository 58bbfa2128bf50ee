package dev.towpath.orchestrator.eventstore;

/**
 * Counts the servers that the store has lived on. Transaction ids order commits on one server only: after a dump and
 * restore they start low again, so rows are ordered by generation first. A server is told by its system identifier.
 *
 * <p>An append on a server that is not the latest generation's fails, and writes nothing, until {@link #RAISE} was run.
 */
public final class StoreGeneration {
    /** Begins a new generation if the server is not the latest one's; else changes nothing. Needs no parameter. */
    public static final String RAISE = """
            WITH here AS (SELECT system_identifier::text AS id FROM pg_control_system()),
                 latest AS (SELECT generation, system_identifier FROM store_generation ORDER BY generation DESC LIMIT 1)
            INSERT INTO store_generation (generation, system_identifier)
            SELECT coalesce((SELECT generation FROM latest), 0) + 1, here.id
              FROM here
             WHERE NOT EXISTS (SELECT FROM latest WHERE latest.system_identifier = here.id)
            ON CONFLICT DO NOTHING""";

    /** Gives {@code generation}, null on a server that is not the latest one's. */
    public static final String CURRENT = """
            SELECT CASE WHEN system_identifier = (SELECT system_identifier::text FROM pg_control_system())
                        THEN generation END AS generation
              FROM store_generation ORDER BY store_generation.generation DESC LIMIT 1""";

    private StoreGeneration() {}
}
