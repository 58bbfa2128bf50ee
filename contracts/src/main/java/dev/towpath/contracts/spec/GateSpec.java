package dev.towpath.contracts.spec;

import java.time.Duration;
import java.util.List;

/**
 * The conditions of one gate.
 *
 * @param approvals how many people other than the author must approve
 * @param approvalsExpire how long an approval counts; 30 days by default
 * @param soak how long after the end of what came before
 * @param windows in any one of which the gate may open; none means always
 */
public record GateSpec(int approvals, Duration approvalsExpire, Duration soak, List<ChangeWindow> windows) {
    public static final Duration APPROVALS_EXPIRE = Duration.ofDays(30);

    /** No condition. */
    public static final GateSpec OPEN = new GateSpec(0, Duration.ZERO);

    public GateSpec {
        windows = List.copyOf(windows);
    }

    /** Approvals that count as long as they do by default, at any time of the week. */
    public GateSpec(int approvals, Duration soak) {
        this(approvals, APPROVALS_EXPIRE, soak, List.of());
    }
}
