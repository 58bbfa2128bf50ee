package dev.towpath.planner.catalog;

import java.util.List;

/**
 * An index.
 *
 * @param definition {@code pg_get_indexdef}, deparsed for {@code search_path = pg_catalog}
 * @param immediate whether uniqueness is enforced at once
 * @param ordered whether it is a btree
 * @param constraint the constraint that it stands behind, or empty
 * @param tablespace as SQL; empty for the database's default
 * @param keys its key columns in order, without INCLUDE columns
 * @param uses how often keys, INCLUDE, expressions and predicate refer to each column
 */
public record Index(
        String name,
        String quoted,
        String definition,
        boolean unique,
        boolean primary,
        boolean valid,
        boolean immediate,
        boolean ordered,
        boolean partial,
        boolean expressions,
        boolean replicaIdentity,
        boolean clustered,
        String constraint,
        String tablespace,
        String comment,
        List<StatisticsTarget> statisticsTargets,
        List<IndexKey> keys,
        List<Use> uses) {}
