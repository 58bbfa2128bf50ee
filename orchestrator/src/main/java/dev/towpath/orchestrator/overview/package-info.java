/**
 * Read models: what can be asked about rollouts, databases and phases. Projected from the event log and from nothing
 * else, so that they can be dropped and built again at any time; nothing here decides, and no event is written.
 */
@NullMarked
package dev.towpath.orchestrator.overview;

import org.jspecify.annotations.NullMarked;
