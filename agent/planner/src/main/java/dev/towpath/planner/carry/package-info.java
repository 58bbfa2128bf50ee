/** What depends on a column and is built again for its successor; one file per kind of object. */
@NullMarked
package dev.towpath.planner.carry;

import org.jspecify.annotations.NullMarked;
