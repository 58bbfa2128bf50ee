/**
 * Checks a log against its anchors, and an exported rollout against itself. Computes only; where logs and anchors are read
 * from is the caller's.
 */
@NullMarked
package dev.towpath.contracts.audit;

import org.jspecify.annotations.NullMarked;
