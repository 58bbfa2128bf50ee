package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.outcome.PlanPreviewed;
import dev.towpath.contracts.spec.RolloutSpec;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** Plans that are only looked at: the agent is asked, and nothing becomes history. */
public interface PlanPreviews {
    /**
     * The agent's answer, or empty if it gave none within {@code patience}. That the database is known is for the caller
     * to check.
     */
    Uni<Optional<PlanPreviewed>> preview(RolloutSpec rollout, Duration patience);
}
