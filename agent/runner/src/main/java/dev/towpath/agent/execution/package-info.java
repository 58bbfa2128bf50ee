/** Joins what came in with what does it: each command to planning, to the steps, or to the ledger. */
@NullMarked
package dev.towpath.agent.execution;

import org.jspecify.annotations.NullMarked;
