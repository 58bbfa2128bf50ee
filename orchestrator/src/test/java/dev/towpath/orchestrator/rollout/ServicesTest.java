package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAccepted;
import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.PhaseAcknowledged;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.ServicesAwaited;
import dev.towpath.contracts.event.RolloutEvent.ServicesConfirmed;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a rollout waits for on the side of the services, on the way forward. */
class ServicesTest {
    @Test
    void nobody_is_asked_where_no_service_is_named() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilCompleted();
        assertThat(journey.events())
                .noneMatch(event -> event instanceof PhaseAcknowledged
                        || event instanceof ServicesAwaited
                        || event instanceof ServicesConfirmed);
        assertThat(ServiceWaiting.of(new Journey().submitted(RenameFile.open()).state()))
                .isFalse();
    }

    @Test
    void a_phase_is_followed_by_nothing_until_all_who_know_the_change_go_by_it() {
        Journey journey = given().untilStep(RenamePlan.INSTALL_PAIR);
        journey.succeeded();
        assertThat(journey.events())
                .endsWith(
                        new PhaseChanged(Phase.DUAL_WRITE),
                        new ServicesAwaited(List.of(
                                "Instance billing/billing-1 (1.9.0) has not acknowledged phase dual_write.",
                                "Instance crm/crm-1 (2.4.0) has not acknowledged phase dual_write.")));
        assertThat(name(journey)).isEqualTo(StateName.WAITING);
        assertThat(ServiceWaiting.of(journey.state())).isTrue();
        journey.everybodyFollows();
        assertThat(words(journey.look()))
                .isEqualTo("PhaseAcknowledged, GateReached, GateOpened, StageEntered, StepRequested");
        assertThat(journey.events())
                .contains(new PhaseAcknowledged(
                        Phase.DUAL_WRITE,
                        List.of(
                                "Instance billing/billing-1 (1.9.0) goes by phase dual_write.",
                                "Instance crm/crm-1 (2.4.0) goes by phase dual_write.")));
        assertThat(ServiceWaiting.of(journey.state())).isFalse();
    }

    @Test
    void what_is_missing_is_recorded_when_it_changes_and_not_again() {
        Journey journey = given().untilTold(Phase.DUAL_WRITE);
        thenAlreadyDone(journey.pass(Duration.ofSeconds(1)).look());
        journey.fleet().says("crm-1", Phase.DUAL_WRITE, journey.now());
        thenAccepted(
                journey.look(),
                new ServicesAwaited(
                        List.of("Instance billing/billing-1 (1.9.0) has not acknowledged phase dual_write.")));
        thenAlreadyDone(journey.pass(Duration.ofHours(1)).look());
    }

    @Test
    void a_word_that_was_said_before_the_phase_was_announced_counts_for_nothing() {
        Journey journey = given().untilStep(RenamePlan.INSTALL_PAIR);
        journey.fleet().says("crm-1", Phase.DUAL_WRITE, journey.now()).says("billing-1", Phase.NEW_ONLY, journey.now());
        journey.pass(Duration.ofSeconds(1)).succeeded();
        assertThat(journey.events())
                .endsWith(
                        new PhaseChanged(Phase.DUAL_WRITE),
                        new ServicesAwaited(List.of(
                                "Instance billing/billing-1 (1.9.0) goes by phase new_only and has not acknowledged dual_write.",
                                "Instance crm/crm-1 (2.4.0) has to say once more that it goes by phase dual_write.")));
        journey.everybodyFollows();
        assertThat(words(journey.look())).startsWith("PhaseAcknowledged");
    }

    @Test
    void old_versions_are_not_asked_for_a_phase_but_keep_the_contract_closed() {
        Journey journey = given();
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.untilGate(GatePoint.CONTRACT);
        assertThat(journey.events())
                .endsWith(new ServicesAwaited(
                        List.of("Instance crm/crm-0 (2.3.9) runs a version below 2.4.0, which needs the old shape.")));
        journey.fleet().gone("crm-0");
        assertThat(words(journey.look())).startsWith("GateOpened, StageEntered, PhaseChanged");
    }

    @Test
    void a_service_that_was_never_heard_keeps_the_contract_closed() {
        Journey journey = new Journey().submitted(RenameFile.served()).planned(RenamePlan.plan());
        journey.fleet().live(RenameFile.CRM, "crm-1", Fleet.NEW_CRM, journey.now());
        journey.untilGate(GatePoint.CONTRACT);
        assertThat(journey.events())
                .endsWith(new ServicesAwaited(List.of("No instance of service billing was ever heard.")));
        journey.fleet()
                .live(RenameFile.BILLING, "billing-1", "1.9.0", journey.now())
                .gone("billing-1");
        assertThat(words(journey.look())).startsWith("GateOpened");
    }

    @Test
    void a_silent_instance_keeps_the_contract_closed_whatever_it_said_last() {
        Journey journey = given().untilTold(Phase.READ_NEW).everybodyFollows();
        journey.fleet().silent("crm-1");
        journey.look();
        assertThat(journey.events())
                .endsWith(new ServicesAwaited(
                        List.of("Instance crm/crm-1 (2.4.0, silent) may still need the old shape.")));
        thenAlreadyDone(journey.pass(Duration.ofDays(1)).look());
    }

    @Test
    void what_is_not_known_keeps_closed_whatever_waits_for_services() {
        Journey journey = given().untilTold(Phase.DUAL_WRITE).everybodyFollows();
        journey.fleet().readable(false);
        thenAccepted(
                journey.look(),
                new ServicesAwaited(List.of("It is not known which instances are there: Presence can't be read.")));
        journey.fleet().readable(true);
        assertThat(words(journey.look())).startsWith("PhaseAcknowledged");
    }

    @Test
    void the_gate_keeps_its_evidence_of_approval_and_services() {
        Journey journey = given(Map.of(GatePoint.CONTRACT, new GateSpec(1, Duration.ZERO)));
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.untilGate(GatePoint.CONTRACT);
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Approve(GatePoint.CONTRACT))))
                .isEqualTo("StageApproved");
        journey.fleet().gone("crm-0");
        journey.look();
        assertThat(journey.events())
                .contains(new GateOpened(
                        GatePoint.CONTRACT,
                        List.of(
                                "Approved by " + Journey.DBA + " for plan " + RenamePlan.HASH + ".",
                                "Instance billing/billing-1 (1.9.0) goes by phase read_new.",
                                "Instance crm/crm-1 (2.4.0) goes by phase read_new.")));
    }

    @Test
    void services_that_are_no_longer_missing_are_forgotten_while_an_approval_is_awaited() {
        Journey journey = given(Map.of(GatePoint.CONTRACT, new GateSpec(1, Duration.ZERO)));
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.untilGate(GatePoint.CONTRACT);
        journey.fleet().gone("crm-0");
        thenAccepted(journey.look(), new ServicesAwaited(List.of()));
        thenAlreadyDone(journey.look());
    }

    @Test
    void the_hide_waits_for_new_only_and_for_an_old_instance_that_was_started_since_the_gate_opened() {
        Journey journey = given().untilTold(Phase.NEW_ONLY);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.everybodyFollows();
        assertThat(words(journey.look())).isEqualTo("PhaseAcknowledged, ServicesAwaited");
        journey.fleet().gone("crm-0");
        thenAccepted(
                journey.look(),
                new ServicesConfirmed(
                        List.of(
                                "Instance billing/billing-1 (1.9.0) goes by phase new_only.",
                                "Instance crm/crm-1 (2.4.0) goes by phase new_only."),
                        journey.now().plus(AskServices.VALIDITY)),
                new StepRequested(RenamePlan.HIDE, 1));
    }

    @Test
    void versions_that_never_touch_the_old_shape_need_not_say_anything() {
        Journey journey = new Journey().submitted(RenameFile.served()).planned(RenamePlan.plan());
        journey.fleet()
                .live(RenameFile.CRM, "crm-9", Fleet.NEW_ONLY_CRM, journey.now())
                .live(RenameFile.BILLING, "billing-1", "1.9.0", journey.now())
                .gone("billing-1");
        while (!(journey.state() instanceof Completed)) {
            journey.succeeded();
        }
        assertThat(journey.events())
                .contains(new PhaseAcknowledged(
                        Phase.NEW_ONLY, List.of("Instance crm/crm-9 (3.0.0) never touches the old shape.")));
    }

    @Test
    void the_drop_looks_again_at_its_gate() {
        Journey journey =
                given(Map.of(GatePoint.DROP, new GateSpec(1, Duration.ZERO))).untilGate(GatePoint.DROP);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Approve(GatePoint.DROP))))
                .isEqualTo("StageApproved, ServicesAwaited");
        journey.fleet().gone("crm-0");
        assertThat(words(journey.look())).isEqualTo("GateOpened, ServicesConfirmed, StepRequested");
    }

    @Test
    void nobody_is_asked_during_a_pause() {
        Journey journey = given().untilTold(Phase.DUAL_WRITE).everybodyFollows().paused();
        thenAlreadyDone(journey.look());
        assertThat(ServiceWaiting.of(journey.state())).isFalse();
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Resume())))
                .startsWith("RolloutResumed, PhaseAcknowledged");
    }

    private static Journey given() {
        return given(Map.of());
    }

    private static Journey given(Map<GatePoint, GateSpec> gates) {
        Journey journey = new Journey()
                .submitted(RenameFile.with(gates, Duration.ZERO, RenameFile.SERVICES))
                .planned(RenamePlan.plan());
        journey.fleet().upToDate(journey.now());
        return journey;
    }

    private static StateName name(Journey journey) {
        return StateName.of((Submitted) journey.state());
    }
}
