/**
 * Deterministic simulation: orchestrators, agents, store, target and Kafka on one thread, driven by one seed. Handling,
 * consumers, alarm clock and the pure core are the real ones; what needs a server or a thread is modelled here.
 */
@NullMarked
package dev.towpath.orchestrator.simulation;

import org.jspecify.annotations.NullMarked;
