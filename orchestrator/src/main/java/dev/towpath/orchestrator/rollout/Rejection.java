package dev.towpath.orchestrator.rollout;

/**
 * The rule that a command breaks. {@link #rule} is a name on the wire, stable for scripts; {@link #detail} is for people
 * and says what to do.
 */
public sealed interface Rejection permits DatabaseRejection, GateRejection, GraphRejection, RolloutRejection {
    /** The rule's name on the wire. */
    String rule();

    /** One or two sentences for people: what is wrong, and what to do. */
    String detail();
}
