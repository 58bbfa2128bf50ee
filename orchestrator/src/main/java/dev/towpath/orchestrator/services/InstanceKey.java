package dev.towpath.orchestrator.services;

import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.ServiceName;

/** One instance of one service: {@code <service>/<instance>}, the key on {@code towpath.presence}. */
public record InstanceKey(ServiceName service, InstanceName instance) {
    /** Reads what {@link #toString} wrote; throws IllegalArgumentException, which says what is wrong, for anything else. */
    public static InstanceKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("the key is <service>/<instance>");
        }
        return new InstanceKey(new ServiceName(text.substring(0, slash)), new InstanceName(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return service + "/" + instance;
    }
}
