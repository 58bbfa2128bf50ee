package dev.towpath.contracts.event;

import dev.towpath.contracts.Message;

/** One fact of the history. Never edited once released; a changed shape is a new version with an upcaster. */
public sealed interface StreamEvent extends Message permits RolloutEvent, DatabaseEvent {}
