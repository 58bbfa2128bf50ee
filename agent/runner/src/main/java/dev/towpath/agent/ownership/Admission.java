package dev.towpath.agent.ownership;

/** Whether this server, as it is now, may be served at all. */
public sealed interface Admission {
    /**
     * It may.
     *
     * @param systemIdentifier of the server, as {@code initdb} made it
     * @param serverVersion such as {@code 18.4}
     */
    record Admitted(String systemIdentifier, String serverVersion) implements Admission {}

    /** It may not; {@code why} says what a person can do. */
    record Refused(String why) implements Admission {}
}
