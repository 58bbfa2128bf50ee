/**
 * All of Towpath on one machine: {@code up} and {@code demo}. It starts, watches and ends; every decision about a rollout
 * is made by the programs that it starts.
 */
@NullMarked
package dev.towpath.standalone;

import org.jspecify.annotations.NullMarked;
