/** Locks by the names that PostgreSQL gives them. */
@NullMarked
package dev.towpath.planner.lock;

import org.jspecify.annotations.NullMarked;
