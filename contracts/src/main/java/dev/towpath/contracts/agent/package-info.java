/** What the orchestrator tells an agent. */
@NullMarked
package dev.towpath.contracts.agent;

import org.jspecify.annotations.NullMarked;
