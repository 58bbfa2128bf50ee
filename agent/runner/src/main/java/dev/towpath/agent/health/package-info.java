/** What the agent says of itself to health checks and metrics; decides nothing. */
@NullMarked
package dev.towpath.agent.health;

import org.jspecify.annotations.NullMarked;
