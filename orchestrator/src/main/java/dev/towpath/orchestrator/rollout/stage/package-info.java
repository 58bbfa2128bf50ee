/**
 * What is particular about each stage, one file per stage, and the conditions of a gate. Nothing outside this package
 * branches on a stage; it knows what can be asked of the services, but nothing of commands, events or the state that
 * folds them.
 */
@NullMarked
package dev.towpath.orchestrator.rollout.stage;

import org.jspecify.annotations.NullMarked;
