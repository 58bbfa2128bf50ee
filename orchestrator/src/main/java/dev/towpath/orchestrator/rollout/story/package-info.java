/**
 * What happened to a rollout, told to people: one passage for each event that says something new. It follows from the
 * events and from the states between them; nothing is decided by it, and nothing is told that the log does not hold.
 */
@NullMarked
package dev.towpath.orchestrator.rollout.story;

import org.jspecify.annotations.NullMarked;
