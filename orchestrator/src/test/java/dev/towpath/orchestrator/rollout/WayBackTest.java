package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAccepted;
import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.ServicesAwaited;
import dev.towpath.contracts.event.RolloutEvent.StageRolledBack;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.orchestrator.rollout.Effect.AnnouncePhase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way back under services: the mirror image of the way forward. */
class WayBackTest {
    @Test
    void the_phase_moves_back_one_at_a_time_before_the_schema_stops_bearing_it() {
        Journey journey =
                gated().untilGate(GatePoint.DROP).rolledBackBy(Journey.DBA).untilRolledBack();
        assertThat(journey.events().stream().map(WayBackTest::milestone).filter(line -> !line.isEmpty()))
                .endsWith(
                        "did contract.1.hide-old-column-undo",
                        "did contract.1.hide-old-column-undo-validate",
                        "told read_new",
                        "heard read_new",
                        "nothing left of contract",
                        "told dual_write",
                        "heard dual_write",
                        "did cutover.1.build-index-undo",
                        "nothing left of cutover",
                        "nothing left of backfill",
                        "told old",
                        "heard old",
                        "did dual_write.1.install-trigger-pair-undo",
                        "nothing left of dual_write",
                        "did expand.1.add-column-undo",
                        "nothing left of expand");
    }

    @Test
    void every_move_is_announced_and_versions_only_grow() {
        Journey journey =
                gated().untilGate(GatePoint.DROP).rolledBackBy(Journey.DBA).untilRolledBack();
        List<AnnouncePhase> announced = journey.effects().stream()
                .filter(AnnouncePhase.class::isInstance)
                .map(AnnouncePhase.class::cast)
                .toList();
        assertThat(announced)
                .extracting(effect -> effect.phase().phase())
                .containsExactly(
                        Phase.OLD,
                        Phase.DUAL_WRITE,
                        Phase.READ_NEW,
                        Phase.NEW_ONLY,
                        Phase.READ_NEW,
                        Phase.DUAL_WRITE,
                        Phase.OLD);
        assertThat(announced)
                .extracting(effect -> effect.phase().version())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void the_old_shape_comes_back_before_anybody_is_told_to_read_it_and_asks_nobody() {
        Journey journey = gated().untilGate(GatePoint.DROP);
        journey.fleet().readable(false);
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.RollBack())))
                .isEqualTo("RollbackStarted, ServicesConfirmed, StepRequested");
        assertThat(journey.events()).endsWith(new StepRequested(RenamePlan.UNHIDE, 1));
    }

    @Test
    void an_instance_that_is_silent_or_lags_keeps_the_way_back_closed() {
        Journey journey = served();
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.untilGate(GatePoint.CONTRACT).rolledBackBy(Journey.DBA);
        journey.fleet().says("billing-1", Phase.DUAL_WRITE, journey.now()).silent("crm-1");
        journey.pass(Duration.ofSeconds(1)).look();
        assertThat(journey.events())
                .endsWith(
                        new ServicesAwaited(
                                List.of(
                                        "Instance crm/crm-1 (2.4.0, silent) goes by phase read_new and has not acknowledged dual_write.")));
        journey.fleet().gone("crm-1");
        assertThat(words(journey.look())).isEqualTo("PhaseAcknowledged, ServicesConfirmed, StepRequested");
    }

    @Test
    void a_version_that_never_touches_the_old_shape_must_go_before_the_new_one_does() {
        Journey journey = gated().untilGate(GatePoint.DROP).rolledBackBy(Journey.DBA);
        journey.fleet().live(RenameFile.CRM, "crm-9", Fleet.NEW_ONLY_CRM, journey.now());
        journey.untilTold(Phase.OLD).everybodyFollows().look();
        assertThat(journey.events())
                .endsWith(new ServicesAwaited(
                        List.of("Instance crm/crm-9 (3.0.0) never touches the old shape, so it needs the new one.")));
        thenAlreadyDone(journey.look());
        journey.fleet().silent("crm-9");
        assertThat(words(journey.look())).isEqualTo("ServicesAwaited");
        journey.fleet().gone("crm-9");
        assertThat(words(journey.look())).isEqualTo("ServicesConfirmed, StepRequested");
    }

    @Test
    void nobody_has_to_acknowledge_what_nobody_was_ever_told() {
        Journey journey = served().untilStep(RenamePlan.ADD_COLUMN).rolledBackBy(Journey.DBA);
        journey.withdrawn();
        assertThat(journey.events()).endsWith(new StepRequested(RenamePlan.DROP_COLUMN, 1));
    }

    @Test
    void a_word_of_an_instance_that_lags_does_not_count_where_the_phase_given_up_was_not_acknowledged() {
        Journey journey = served().untilTold(Phase.DUAL_WRITE);
        journey.fleet().says("crm-1", Phase.OLD, journey.now()).gone("billing-1");
        journey.rolledBackBy(Journey.DBA);
        assertThat(journey.events())
                .endsWith(
                        new PhaseChanged(Phase.OLD),
                        new ServicesAwaited(
                                List.of("Instance crm/crm-1 (2.4.0) has to say once more that it goes by phase old.")));
        journey.pass(Duration.ofSeconds(9)).fleet().says("crm-1", Phase.OLD, journey.now());
        thenAlreadyDone(journey.look());
        journey.pass(Duration.ofSeconds(1)).fleet().says("crm-1", Phase.OLD, journey.now());
        assertThat(words(journey.look())).isEqualTo("PhaseAcknowledged, ServicesConfirmed, StepRequested");
    }

    @Test
    void a_rollback_while_services_are_awaited_before_the_hide_takes_nothing_of_the_contract_back() {
        Journey journey = served().untilTold(Phase.NEW_ONLY);
        journey.rolledBackBy(Journey.DBA);
        assertThat(journey.events()).contains(new PhaseChanged(Phase.READ_NEW));
        assertThat(journey.untilRolledBack().events())
                .doesNotContain(new StepRequested(RenamePlan.UNHIDE, 1))
                .contains(new StepRequested(RenamePlan.DROP_INDEX, 1));
    }

    @Test
    void evidence_of_an_undo_step_expires_like_any_other() {
        Journey journey = gated().untilGate(GatePoint.DROP).rolledBackBy(Journey.DBA);
        journey.untilStep(RenamePlan.DROP_INDEX).pass(AskServices.VALIDITY);
        journey.fleet().live(RenameFile.CRM, "crm-2", Fleet.NEW_CRM, journey.now());
        assertThat(words(journey.expired())).isEqualTo("EvidenceExpired, ServicesAwaited");
        journey.fleet().says("crm-2", Phase.DUAL_WRITE, journey.now());
        assertThat(words(journey.look())).isEqualTo("ServicesConfirmed, StepRequested");
    }

    @Test
    void a_hide_that_came_too_late_while_it_was_withdrawn_has_changed_nothing() {
        Journey journey = served().untilStep(RenamePlan.HIDE).rolledBackBy(Journey.DBA);
        assertThat(words(journey.ask(
                        Journey.AGENT,
                        Journey.failure(RenamePlan.HIDE, 1, Failure.Kind.REFUSED, ExecuteStep.EVIDENCE_EXPIRED))))
                .isEqualTo("EvidenceExpired, PhaseChanged, ServicesAwaited");
    }

    @Test
    void the_retry_of_an_undo_step_asks_the_services_again() {
        Journey journey = gated().untilGate(GatePoint.DROP).rolledBackBy(Journey.DBA);
        journey.untilStep(RenamePlan.REMOVE_PAIR).failed(Failure.Kind.TRANSIENT);
        journey.fleet().live(RenameFile.CRM, "crm-9", Fleet.NEW_ONLY_CRM, journey.now());
        thenAccepted(
                journey.ask(Journey.DBA, new RolloutCommand.Retry()),
                new RolloutEvent.StepRetryAllowed(RenamePlan.REMOVE_PAIR, 1),
                new ServicesAwaited(
                        List.of("Instance crm/crm-9 (3.0.0) never touches the old shape, so it needs the new one.")));
    }

    private static String milestone(RolloutEvent event) {
        return switch (event) {
            case StepCompleted done -> "did " + done.stepId();
            case PhaseChanged changed -> "told " + changed.phase().wireName();
            case RolloutEvent.PhaseAcknowledged heard ->
                "heard " + heard.phase().wireName();
            case StageRolledBack gone -> "nothing left of " + gone.stage().wireName();
            case RolloutEvent other -> "";
        };
    }

    private static Journey served() {
        return served(Map.of());
    }

    private static Journey gated() {
        return served(Map.of(GatePoint.DROP, new GateSpec(1, Duration.ZERO)));
    }

    private static Journey served(Map<GatePoint, GateSpec> gates) {
        Journey journey = new Journey()
                .submitted(RenameFile.with(gates, Duration.ZERO, RenameFile.SERVICES))
                .planned(RenamePlan.plan());
        journey.fleet().upToDate(journey.now());
        return journey;
    }
}
