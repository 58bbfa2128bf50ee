/** What the checks of readiness share. The checks themselves live with what they look at. */
@NullMarked
package dev.towpath.orchestrator.health;

import org.jspecify.annotations.NullMarked;
