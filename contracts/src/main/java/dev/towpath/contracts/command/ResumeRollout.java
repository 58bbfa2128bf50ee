package dev.towpath.contracts.command;

import dev.towpath.contracts.RolloutId;

/** Goes on after a pause. */
public record ResumeRollout(String actor, String reason, RolloutId rolloutId) implements UserCommand {}
