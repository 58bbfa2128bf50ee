/**
 * The services that share the database, as one decision sees them, and what a rollout needs of them. What is seen here is
 * an observation: nothing of it is remembered, and none of it comes from the rollout's history. Pure; knows no stage, no
 * event, no state.
 */
@NullMarked
package dev.towpath.orchestrator.rollout.services;

import org.jspecify.annotations.NullMarked;
