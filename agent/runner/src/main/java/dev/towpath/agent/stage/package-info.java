/**
 * Executes one step of a frozen plan: probe, apply, verify, record. One file per kind of step; what a batch is lives in
 * {@code backfill}, what a session is in {@code target}. Nothing here knows Kafka.
 */
@NullMarked
package dev.towpath.agent.stage;

import org.jspecify.annotations.NullMarked;
