/**
 * Real PostgreSQL and Kafka from Maven artifacts: servers that a test holds in its hand, and the pieces (binaries, data
 * folder, settings) from which the standalone makes supervised processes. Nothing here knows a rollout.
 */
@NullMarked
package dev.towpath.servers;

import org.jspecify.annotations.NullMarked;
