/** RFC 9457 problems: how every refused or failed request answers. Nothing here decides what is refused. */
@NullMarked
package dev.towpath.orchestrator.api.problem;

import org.jspecify.annotations.NullMarked;
