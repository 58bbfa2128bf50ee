package dev.towpath.agent.health;

/** Where this process stands towards its database. */
public sealed interface Standing {
    /** The target is not reached, or reached and lost; trying again. */
    record Connecting(String why) implements Standing {}

    /** The target must not be touched as it is; looked at again every few seconds. */
    record Refused(String why) implements Standing {}

    /** Connected; another process is the owner. */
    record StandingBy() implements Standing {}

    /** The owner. */
    record Owning(long epoch) implements Standing {}
}
