package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.spec.ChangeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What has to be so before a gate opens, as the rollout file says.
 *
 * @param approvals how many people other than the author must approve
 * @param approvalsExpire how long an approval counts
 * @param clockEnds when the clock is over
 * @param windows in any one of which the gate may open; none means always
 */
public record Demand(
        int approvals, Duration approvalsExpire, Clock clock, Instant clockEnds, List<ChangeWindow> windows) {
    public Demand {
        windows = List.copyOf(windows);
    }

    /** The first moment at which {@code approval} no longer counts. */
    Instant endOf(Approval approval) {
        return approval.at().plus(approvalsExpire);
    }

    OpenHours openHours() {
        return new OpenHours(windows);
    }
}
