/**
 * Waiting for locks: how long one attempt may wait, how long to rest before the next, and who stands in the way. Knows
 * sessions, but neither steps nor ledger.
 */
@NullMarked
package dev.towpath.agent.lock;

import org.jspecify.annotations.NullMarked;
