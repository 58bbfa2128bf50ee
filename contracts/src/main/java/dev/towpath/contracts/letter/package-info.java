/** Messages that were put aside: what a dead letter holds, and how its original is found again. No I/O. */
@NullMarked
package dev.towpath.contracts.letter;

import org.jspecify.annotations.NullMarked;
