package dev.towpath.contracts.spec;

import java.time.Duration;

/**
 * The conditions of one gate.
 *
 * @param approvals how many people other than the author must approve
 * @param soak how long after the end of what came before
 */
public record GateSpec(int approvals, Duration soak) {
    /** No condition. */
    public static final GateSpec OPEN = new GateSpec(0, Duration.ZERO);
}
