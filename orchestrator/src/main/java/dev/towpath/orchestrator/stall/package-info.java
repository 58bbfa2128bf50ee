/** Notices who keeps the readers of the log waiting, and says so. Ends nobody's transaction. */
@NullMarked
package dev.towpath.orchestrator.stall;

import org.jspecify.annotations.NullMarked;
