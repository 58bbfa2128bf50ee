/** What users tell the orchestrator, and its reply. */
@NullMarked
package dev.towpath.contracts.command;

import org.jspecify.annotations.NullMarked;
