/** A rollout in words for people, derived from its state. Nothing is decided by it. */
@NullMarked
package dev.towpath.orchestrator.rollout.view;

import org.jspecify.annotations.NullMarked;
