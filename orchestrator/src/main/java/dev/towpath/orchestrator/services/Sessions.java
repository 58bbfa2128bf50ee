package dev.towpath.orchestrator.services;

import java.time.Duration;

/**
 * Whether the target showed a session of an instance, that is one with application name {@code <service>/<instance>}.
 * Measured in time in which the database's agent was heard.
 */
public sealed interface Sessions {
    /** Never: its sessions bear another name, so that their absence says nothing. */
    record NeverShown() implements Sessions {}

    /** The last one {@code ago}; zero while there is one. */
    record Shown(Duration ago) implements Sessions {}
}
