package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateSkipped;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.rollout.view.RolloutView.SkippedGate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be passed over at a gate, by whom, and what may not. */
class SkipTest {
    @Test
    void a_skip_passes_over_approvals_and_clocks_and_is_the_evidence() {
        Journey journey = atCutover();
        Instant end = journey.now().plus(RenameFile.SOAK);
        assertThat(words(skip(journey, Journey.DBA))).isEqualTo("GateSkipped, GateOpened, StageEntered, StepRequested");
        assertThat(journey.events())
                .contains(new GateSkipped(
                        GatePoint.CUTOVER, List.of("0 of 1 approvals.", "Clock soak ends at " + end + ".")));
        assertThat(lastGate(journey).evidence())
                .containsExactly(
                        "Skipped by " + Journey.DBA + ", \"" + Journey.WHY + "\": 0 of 1 approvals.",
                        "Skipped by " + Journey.DBA + ", \"" + Journey.WHY + "\": Clock soak ends at " + end + ".");
    }

    @Test
    void a_skip_is_marked_for_ever() {
        Journey journey = atCutover();
        skip(journey, Journey.DBA);
        Instant at = journey.now();
        assertThat(RolloutView.of((Submitted) journey.untilCompleted().state(), journey.now())
                        .skipped())
                .containsExactly(new SkippedGate("cutover", Journey.DBA, Journey.WHY, at));
    }

    @Test
    void nobody_skips_a_gate_of_their_own_rollout() {
        thenRejected(skip(atCutover(), " Author@example.org"), "SkipByAuthor");
    }

    @Test
    void a_rejection_is_not_skipped_before_or_after() {
        Journey journey = atCutover().rejectedBy(Journey.CRITIC, GatePoint.CUTOVER);
        thenRejected(skip(journey, Journey.DBA), "RejectionStands");

        Journey skipped = Situation.SKIPPED.journey().rejectedBy(Journey.CRITIC, GatePoint.CONTRACT);
        skipped.fleet().gone("crm-0");
        assertThat(words(skipped.look())).isEqualTo("ServicesAwaited");
        assertThat(words(skipped.ask(Journey.CRITIC, new RolloutCommand.WithdrawApproval(GatePoint.CONTRACT))))
                .contains("GateOpened");
    }

    @Test
    void what_services_need_is_not_skipped() {
        Journey journey = Situation.SKIPPED.journey();
        assertThat(lastGate(journey).gate()).isEqualTo(GatePoint.CUTOVER);
        thenAlreadyDone(journey.look());
        journey.fleet().gone("crm-0");
        assertThat(words(journey.look())).startsWith("GateOpened, StageEntered");
    }

    @Test
    void a_gate_that_only_services_keep_closed_has_nothing_to_skip() {
        Journey journey = new Journey().submitted(RenameFile.served()).planned(RenamePlan.plan());
        journey.fleet().upToDate(journey.now());
        journey.untilTold(Phase.READ_NEW);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.untilGate(GatePoint.CONTRACT);
        thenRejected(
                journey.ask(Journey.DBA, Journey.WHY, new RolloutCommand.Skip(GatePoint.CONTRACT)), "NothingToSkip");
    }

    @Test
    void a_skip_while_paused_opens_the_gate_on_resume() {
        Journey journey = atCutover().paused();
        assertThat(words(skip(journey, Journey.DBA))).isEqualTo("GateSkipped");
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Resume())))
                .isEqualTo("RolloutResumed, GateOpened, StageEntered, StepRequested");
    }

    private static Journey atCutover() {
        return new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
    }

    private static Decision<RolloutEvent> skip(Journey journey, String actor) {
        return journey.ask(actor, Journey.WHY, new RolloutCommand.Skip(GatePoint.CUTOVER));
    }

    private static GateOpened lastGate(Journey journey) {
        return journey.events().stream()
                .filter(GateOpened.class::isInstance)
                .map(GateOpened.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
