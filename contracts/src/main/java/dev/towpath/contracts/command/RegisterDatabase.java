package dev.towpath.contracts.command;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;

/** Makes a database known, with its topics. */
public record RegisterDatabase(String actor, String reason, DatabaseId database, Engine engine)
        implements UserCommand {}
