/** What leaves the agent for Kafka: outcomes from the ledger in order, announcements, progress, dead letters. */
@NullMarked
package dev.towpath.agent.report;

import org.jspecify.annotations.NullMarked;
