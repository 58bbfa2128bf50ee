package dev.towpath.contracts.command;

import dev.towpath.contracts.DatabaseId;

/** Ends the pause of a database; a rollout that is paused itself stays so. */
public record ResumeDatabase(String actor, String reason, DatabaseId database) implements UserCommand {}
