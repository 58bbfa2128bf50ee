/** What Towpath's work on a database costs, as a ratio to plain statements on the same server in the same run. */
@NullMarked
package dev.towpath.bench;

import org.jspecify.annotations.NullMarked;
