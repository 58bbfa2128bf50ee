/**
 * The services that share a database: what their instances say of themselves, and whether they still live. Observations
 * only: nothing here becomes history by itself, and nothing here decides about a rollout.
 */
@NullMarked
package dev.towpath.orchestrator.services;

import org.jspecify.annotations.NullMarked;
