/** Tests of the pure core: no server, no clock, no thread. */
@NullMarked
package dev.towpath.orchestrator.rollout.story;

import org.jspecify.annotations.NullMarked;
