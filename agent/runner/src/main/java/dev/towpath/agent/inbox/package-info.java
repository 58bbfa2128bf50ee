/**
 * Commands from Kafka into the ledger, and from there to whoever does the work: one worker per rollout, one thing at a
 * time for each. Nothing here knows what a step is.
 */
@NullMarked
package dev.towpath.agent.inbox;

import org.jspecify.annotations.NullMarked;
