/** A change and a catalog snapshot become a plan. Computes only: no connection, clock, random number or log. */
@NullMarked
package dev.towpath.planner;

import org.jspecify.annotations.NullMarked;
