/**
 * {@code ./towpath demo}: one rollout on a shop that is in use, asked for and watched over Kafka like any program would,
 * while its services are upgraded one instance at a time; then judged by what the table holds and by what the shop's
 * requests came to.
 */
@NullMarked
package dev.towpath.standalone.demo;

import org.jspecify.annotations.NullMarked;
