package dev.towpath.contracts.command;

import dev.towpath.contracts.DatabaseId;

/** Pauses every rollout of the database, those still to come among them; requires a reason. Clocks go on. */
public record PauseDatabase(String actor, String reason, DatabaseId database) implements UserCommand {}
