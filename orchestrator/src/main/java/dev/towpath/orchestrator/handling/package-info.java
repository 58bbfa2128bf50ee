/** Load, decide, append, reply. The only place that retries a conflict, and the only one that calls the decider. */
@NullMarked
package dev.towpath.orchestrator.handling;

import org.jspecify.annotations.NullMarked;
