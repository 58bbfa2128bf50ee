package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.rollout.services.ServicesSeen;
import java.util.List;

/** The promises as they must hold of the history of one rollout from its plan on, for whoever simulates more than it. */
public final class Chronicle {
    private final OneByOne inOrder;
    private final Promises promises;
    private final Schema schema;

    /** {@code followed}: whether services follow the rollout. */
    public Chronicle(Plan plan, boolean followed) {
        this.inOrder = new OneByOne(plan);
        this.promises = new Promises(plan, followed);
        this.schema = new Schema(plan);
    }

    /** One decision: what it recorded, and the services by which it was judged. */
    public void holdAfter(List<RolloutEvent> events, ServicesSeen services) {
        events.forEach(inOrder::holdAfter);
        events.forEach(schema::holdAfter);
        promises.holdAfter(events, new Onlooker(services));
    }

    /** {@code back}: whether the rollout is being taken back. */
    public void thenTheAgentGetsTheEvidence(ExecuteStep told, boolean back) {
        assertThat(inOrder.wasSent(told.stepId(), told.attempt())).isTrue();
        assertThat(told.evidence()).isNotEmpty();
        if (!back) {
            assertThat(told.evidence()).containsAll(inOrder.evidenceFor(told.stepId()));
        }
    }

    public boolean wasRequested(StepId step, int attempt) {
        return inOrder.wasSent(step, attempt);
    }
}
