/** Tests of the pure core: no server, no clock, no thread. */
@NullMarked
package dev.towpath.orchestrator.rollout;

import org.jspecify.annotations.NullMarked;
