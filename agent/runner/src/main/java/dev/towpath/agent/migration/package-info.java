/** The {@code migrate} job: the only place that changes the ledger's schema, and the only one that uses JDBC. */
@NullMarked
package dev.towpath.agent.migration;

import org.jspecify.annotations.NullMarked;
