/**
 * {@code ./towpath demo}: one rollout on a table that is being written to, asked for and watched over Kafka like any
 * program would, and then judged by what the table holds.
 */
@NullMarked
package dev.towpath.standalone.demo;

import org.jspecify.annotations.NullMarked;
