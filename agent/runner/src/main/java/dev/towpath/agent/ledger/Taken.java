package dev.towpath.agent.ledger;

/**
 * Something that an open rollout works on, so that no other may.
 *
 * @param rollout the open rollout's id
 * @param object {@code <kind> <name>}, as in its plan's footprint
 */
public record Taken(String rollout, String object) {}
