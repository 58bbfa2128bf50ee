/**
 * The agent: one process beside one database (replicas stand by). Commands come in by {@code inbox}, are planned by
 * {@code planning} or executed by {@code stage}, and what came of them leaves by {@code report}. This package only starts
 * and stops it.
 */
@NullMarked
package dev.towpath.agent;

import org.jspecify.annotations.NullMarked;
