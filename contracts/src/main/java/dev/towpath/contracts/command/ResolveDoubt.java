package dev.towpath.contracts.command;

import dev.towpath.contracts.RolloutId;

/**
 * Decides for the step that is in doubt, after both readings were compared with the database.
 *
 * @param tookEffect if true the rollout goes on behind the step, else the step is tried again
 */
public record ResolveDoubt(String actor, String reason, RolloutId rolloutId, boolean tookEffect)
        implements UserCommand {}
