/** One record per schema change that a rollout file may list. */
@NullMarked
package dev.towpath.contracts.change;

import org.jspecify.annotations.NullMarked;
