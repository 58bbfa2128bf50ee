/** Planning without a server: the planner, on a catalog that is read over JDBC. */
@NullMarked
package dev.towpath.cli.offline;

import org.jspecify.annotations.NullMarked;
