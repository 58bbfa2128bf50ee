package dev.towpath.contracts.command;

import dev.towpath.contracts.RolloutId;

/** Puts {@code text} into the rollout's history; changes nothing else. */
public record AddNote(String actor, String reason, RolloutId rolloutId, String text) implements UserCommand {}
