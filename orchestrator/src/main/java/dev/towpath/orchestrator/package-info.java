/**
 * The orchestrator. {@code rollout} is pure and decides; every other package is an adapter, named by its station on the
 * way from a command to an agent.
 */
@NullMarked
package dev.towpath.orchestrator;

import org.jspecify.annotations.NullMarked;
