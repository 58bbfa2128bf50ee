/**
 * The {@code migrate} and {@code adopt} jobs: the only place that changes the ledger's schema or whose it is, and the only
 * one that uses JDBC.
 */
@NullMarked
package dev.towpath.agent.migration;

import org.jspecify.annotations.NullMarked;
