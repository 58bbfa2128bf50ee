/** What the services that share a database say of themselves. */
@NullMarked
package dev.towpath.contracts.presence;

import org.jspecify.annotations.NullMarked;
