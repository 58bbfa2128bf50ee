/** The history: past-tense records, the only source of state that decides. */
@NullMarked
package dev.towpath.contracts.event;

import org.jspecify.annotations.NullMarked;
