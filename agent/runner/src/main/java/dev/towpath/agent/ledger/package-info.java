/**
 * The agent's tables in schema {@code towpath} of the target: what was received, done, and is still to be told. One
 * class per table or pair of tables; every write goes through {@link dev.towpath.agent.ledger.Ledger#write}, which checks
 * the fence. Nothing here knows Kafka or how a step runs.
 */
@NullMarked
package dev.towpath.agent.ledger;

import org.jspecify.annotations.NullMarked;
