/**
 * Walks a key set in batches: where the walk stands, how large the next batch is, what its scripts say, how fast it
 * goes. Computes only: no clock, no connection. The batches are executed in {@code stage}.
 */
@NullMarked
package dev.towpath.agent.backfill;

import org.jspecify.annotations.NullMarked;
