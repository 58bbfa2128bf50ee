/** Records to CloudEvents JSON and back. */
@NullMarked
package dev.towpath.contracts.codec;

import org.jspecify.annotations.NullMarked;
