/** What those who run Towpath see of it as figures: how far what follows the log is behind it. Decides nothing. */
@NullMarked
package dev.towpath.orchestrator.operations;

import org.jspecify.annotations.NullMarked;
