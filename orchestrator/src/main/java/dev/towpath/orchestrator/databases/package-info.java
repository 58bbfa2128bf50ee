/** Registered databases: their topics, and what their agents last said of themselves. */
@NullMarked
package dev.towpath.orchestrator.databases;

import org.jspecify.annotations.NullMarked;
