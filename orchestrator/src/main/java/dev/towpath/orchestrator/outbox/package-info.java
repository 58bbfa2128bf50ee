/** What is to be published, written with the events that cause it, and the relay that brings it to Kafka in order. */
@NullMarked
package dev.towpath.orchestrator.outbox;

import org.jspecify.annotations.NullMarked;
