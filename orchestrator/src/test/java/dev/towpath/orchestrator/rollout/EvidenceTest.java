package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.Effect.SetTimer;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was confirmed of the services travels with the step, and is worth nothing later. */
class EvidenceTest {
    private static final Duration LATE = AskServices.VALIDITY.plusSeconds(1);

    @Test
    void the_agent_gets_the_evidence_of_gate_and_services_and_how_long_it_holds() {
        ExecuteStep sent = lastStep(hiding());
        assertThat(sent.evidence())
                .containsExactly(
                        "Instance billing/billing-1 (1.9.0) goes by phase read_new.",
                        "Instance crm/crm-1 (2.4.0) goes by phase read_new.",
                        "Instance billing/billing-1 (1.9.0) goes by phase new_only.",
                        "Instance crm/crm-1 (2.4.0) goes by phase new_only.");
        assertThat(sent.validUntil()).contains(hiding().now().plus(AskServices.VALIDITY));
    }

    @Test
    void a_step_that_takes_nothing_from_anybody_holds_for_ever() {
        Journey journey = served().untilStep(RenamePlan.COPY_ROWS);
        assertThat(lastStep(journey).validUntil()).isEmpty();
    }

    @Test
    void evidence_that_expired_is_no_failure_and_is_confirmed_anew_by_itself() {
        Journey journey = hiding().pass(LATE);
        assertThat(words(journey.expired())).isEqualTo("EvidenceExpired, ServicesConfirmed, StepRequested");
        assertThat(lastStep(journey))
                .returns(2, ExecuteStep::attempt)
                .returns(Optional.of(journey.now().plus(AskServices.VALIDITY)), ExecuteStep::validUntil);
    }

    @Test
    void evidence_that_expired_is_not_confirmed_by_what_was_seen_before() {
        Journey journey = hiding().pass(LATE);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        assertThat(words(journey.expired())).isEqualTo("EvidenceExpired, ServicesAwaited");
        assertThat(ServiceWaiting.of(journey.state())).isTrue();
        thenAlreadyDone(journey.ask(Journey.DBA, new RolloutCommand.Retry()));
        journey.fleet().gone("crm-0");
        assertThat(words(journey.look())).isEqualTo("ServicesConfirmed, StepRequested");
        assertThat(lastStep(journey).attempt()).isEqualTo(2);
    }

    @Test
    void an_agent_whose_clock_is_ahead_gets_another_attempt_only_now_and_then() {
        Journey journey = hiding();
        Instant asked = journey.now();
        assertThat(words(journey.pass(Duration.ofSeconds(1)).expired())).isEqualTo("EvidenceExpired");
        assertThat(journey.effects()).endsWith(new SetTimer(asked.plusSeconds(10)));
        thenAlreadyDone(journey.look());
        journey.paused().resumed();
        assertThat(journey.effects()).endsWith(new SetTimer(asked.plusSeconds(10)));
        journey.pass(Duration.ofSeconds(9));
        assertThat(words(journey.look())).isEqualTo("ServicesConfirmed, StepRequested");
    }

    @Test
    void the_services_are_asked_again_before_a_step_is_tried_again() {
        Journey journey = hiding().failed(Failure.Kind.TRANSIENT);
        journey.fleet().silent("billing-1");
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Retry())))
                .isEqualTo("StepRetryAllowed, ServicesAwaited");
        journey.everybodyFollows().fleet().gone("billing-1");
        assertThat(words(journey.look())).isEqualTo("ServicesConfirmed, StepRequested");
        assertThat(lastStep(journey).attempt()).isEqualTo(2);
    }

    @Test
    void a_step_that_nobody_was_asked_about_cannot_be_late() {
        Journey journey = served().untilStep(RenamePlan.COPY_ROWS);
        assertThat(words(journey.expired())).isEqualTo("StepFailed");
    }

    @Test
    void a_drop_that_only_ever_came_too_late_has_changed_nothing_and_can_be_given_up() {
        Journey journey = served().untilStep(RenamePlan.DROP).pass(LATE);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.expired();
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.RollBack())))
                .isEqualTo("RollbackStarted, ServicesConfirmed, StepRequested");
        assertThat(journey.events()).endsWith(new RolloutEvent.StepRequested(RenamePlan.UNHIDE, 1));
    }

    private static Journey hiding() {
        return served().untilStep(RenamePlan.HIDE);
    }

    private static Journey served() {
        Journey journey = new Journey().submitted(RenameFile.served()).planned(RenamePlan.plan());
        journey.fleet().upToDate(journey.now());
        return journey;
    }

    private static ExecuteStep lastStep(Journey journey) {
        return journey.effects().stream()
                .filter(TellAgent.class::isInstance)
                .map(effect -> ((TellAgent) effect).command())
                .filter(ExecuteStep.class::isInstance)
                .map(ExecuteStep.class::cast)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
