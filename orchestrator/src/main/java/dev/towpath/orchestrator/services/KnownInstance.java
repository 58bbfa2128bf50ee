package dev.towpath.orchestrator.services;

import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.presence.InstancePresent;
import java.time.Duration;
import java.time.Instant;

/**
 * An instance that was heard of, with everything by which its state is told, as of one moment.
 *
 * @param said its last word
 * @param saidAt when that was received, by the clock of an orchestrator; silence is not measured by it
 * @param silence since then, in time in which presence was read
 */
public record KnownInstance(InstancePresent said, Instant saidAt, Duration silence, Sessions sessions, Leave leave) {
    public ServiceName service() {
        return said.service();
    }

    public InstanceName instance() {
        return said.instance();
    }
}
