/** What the history adds up to. States are values, made by folding events and by nothing else; they decide nothing. */
@NullMarked
package dev.towpath.orchestrator.rollout.state;

import org.jspecify.annotations.NullMarked;
