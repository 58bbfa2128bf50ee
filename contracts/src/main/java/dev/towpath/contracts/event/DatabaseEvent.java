package dev.towpath.contracts.event;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;

/** History of a registered database; its stream is {@code database/<id>}. */
public sealed interface DatabaseEvent extends StreamEvent {
    /** The database is known from here on. */
    record DatabaseRegistered(DatabaseId database, Engine engine) implements DatabaseEvent {}
}
