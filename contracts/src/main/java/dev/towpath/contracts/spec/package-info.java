/** The rollout file as values. */
@NullMarked
package dev.towpath.contracts.spec;

import org.jspecify.annotations.NullMarked;
