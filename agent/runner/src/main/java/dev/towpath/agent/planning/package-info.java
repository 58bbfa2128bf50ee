/** Makes plans from the live catalog and freezes them in the ledger. Changes no table. */
@NullMarked
package dev.towpath.agent.planning;

import org.jspecify.annotations.NullMarked;
