/** What the catalog says about one table, as records read in one statement. Holds no rule about what may be planned. */
@NullMarked
package dev.towpath.planner.catalog;

import org.jspecify.annotations.NullMarked;
