/** What an agent reports. */
@NullMarked
package dev.towpath.contracts.outcome;

import org.jspecify.annotations.NullMarked;
