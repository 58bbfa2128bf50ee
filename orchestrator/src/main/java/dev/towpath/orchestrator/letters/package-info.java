/** Messages that were put aside: kept as topic {@code towpath.dead-letters} tells them, listed, and put back. */
@NullMarked
package dev.towpath.orchestrator.letters;

import org.jspecify.annotations.NullMarked;
