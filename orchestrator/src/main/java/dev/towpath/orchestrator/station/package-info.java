/** What runs by itself for as long as the process lives. */
@NullMarked
package dev.towpath.orchestrator.station;

import org.jspecify.annotations.NullMarked;
