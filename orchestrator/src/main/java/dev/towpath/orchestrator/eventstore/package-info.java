/** The history and what is committed with it: one append is one statement. Knows nothing of what events mean. */
@NullMarked
package dev.towpath.orchestrator.eventstore;

import org.jspecify.annotations.NullMarked;
