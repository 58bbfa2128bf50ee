/** What an orchestrator's log was at some moment, as others are told, who bear witness. */
@NullMarked
package dev.towpath.contracts.anchor;

import org.jspecify.annotations.NullMarked;
