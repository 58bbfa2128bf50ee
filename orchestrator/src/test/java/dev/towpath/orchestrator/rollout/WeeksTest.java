package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import dev.towpath.contracts.event.RolloutEvent.RolloutCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.Effect.SetTimer;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole rollouts that last for weeks, driven by nothing but their timers and what people do at their hours. */
class WeeksTest {
    private static final List<Class<? extends RolloutEvent>> GATES = List.of(GateOpened.class, RolloutCompleted.class);

    @Test
    void soaks_and_keep_for_open_their_gates_to_the_second_and_nobody_has_to_look() {
        Journey journey = new Calendar(weeks(0))
                .takes(RenamePlan.COPY_ROWS, Duration.ofHours(30))
                .run();
        assertThat(Calendar.diary(journey, GATES))
                .containsExactly(
                        "2026-03-06T09:01:00Z GateOpened expand: The rollout file sets no condition for expand.",
                        "2026-03-06T09:01:01Z GateOpened dual_write: The rollout file sets no condition for dual_write.",
                        "2026-03-06T09:01:02Z GateOpened backfill: The rollout file sets no condition for backfill.",
                        "2026-03-10T15:01:03Z GateOpened cutover: Clock soak ended at 2026-03-10T15:01:03Z.",
                        "2026-03-17T15:01:05Z GateOpened contract: Clock soak ended at 2026-03-17T15:01:05Z.",
                        "2026-03-31T15:01:06Z GateOpened drop: Clock keep_for ended at 2026-03-31T15:01:06Z.",
                        "2026-03-31T15:01:07Z RolloutCompleted");
        assertThat(journey.folded()).isEqualTo(journey.state());
        thenEveryTimerRangOnce(journey, 3);
    }

    @Test
    void an_approval_before_the_clock_waits_for_it_and_one_after_it_opens_the_gate() {
        Journey journey = new Calendar(weeks(1))
                .at("2026-03-07T10:00:00Z", here -> here.approvedBy(Journey.DBA, GatePoint.CUTOVER))
                .at("2026-03-25T16:30:00Z", here -> here.approvedBy(Journey.DBA, GatePoint.CONTRACT))
                .at("2026-05-04T08:00:00Z", here -> here.approvedBy(Journey.DBA, GatePoint.DROP))
                .run();
        assertThat(Calendar.diary(journey, List.of(GateOpened.class)).stream()
                        .map(line -> line.replaceFirst("(Gate\\w+ \\w+):.*", "$1"))
                        .skip(3))
                .containsExactly(
                        "2026-03-09T09:01:04Z GateOpened cutover",
                        "2026-03-25T16:30:00Z GateOpened contract",
                        "2026-05-04T08:00:00Z GateOpened drop");
        assertThat(journey.state()).isInstanceOf(RolloutState.Completed.class);
    }

    @Test
    void clocks_run_on_through_a_fortnight_of_pause_and_nothing_starts_before_its_end() {
        Journey journey = new Calendar(weeks(0))
                .at("2026-03-07T00:00:00Z", Journey::paused)
                .at("2026-03-21T00:00:00Z", Journey::resumed)
                .run();
        assertThat(Calendar.diary(journey, List.of(GateOpened.class)).get(3))
                .isEqualTo("2026-03-21T00:00:00Z GateOpened cutover: Clock soak ended at 2026-03-09T09:01:04Z.");
        assertThat(journey.log().stream()
                        .filter(line -> line.event() instanceof StepRequested)
                        .map(line -> line.time().toString().substring(0, 10)))
                .doesNotContain("2026-03-07", "2026-03-09", "2026-03-20");
        assertThat(journey.state()).isInstanceOf(RolloutState.Completed.class);
    }

    @Test
    void a_service_that_is_deployed_after_nine_days_holds_the_contract_for_nine_days() {
        RolloutSpec served = RenameFile.with(Map.of(), Duration.ofDays(14), RenameFile.SERVICES);
        Journey journey = new Calendar(served)
                .at("2026-03-06T09:00:30Z", here -> {
                    here.fleet().upToDate(here.now());
                    here.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, here.now());
                })
                .at("2026-03-15T11:00:00Z", here -> {
                    here.fleet().gone("crm-0");
                    here.look();
                })
                .run();
        assertThat(Calendar.diary(journey, List.of(GateReached.class, GateOpened.class)))
                .filteredOn(line -> line.contains("contract"))
                .satisfiesExactly(
                        reached -> assertThat(reached).startsWith("2026-03-06T09:01:"),
                        opened -> assertThat(opened).startsWith("2026-03-15T11:00:00Z GateOpened contract"));
        assertThat(Calendar.diary(journey, List.of(RolloutCompleted.class)))
                .singleElement()
                .asString()
                .startsWith("2026-03-29T11:00:");
    }

    private static void thenEveryTimerRangOnce(Journey journey, int timers) {
        assertThat(journey.effects()).filteredOn(SetTimer.class::isInstance).hasSize(timers);
        assertThat(journey.conversation().stream().filter(RolloutCommand.NoticeTime.class::isInstance))
                .hasSize(timers + phases(journey));
    }

    /** Services follow each phase, and somebody who watches presence looks then. */
    private static int phases(Journey journey) {
        return (int) journey.effects().stream()
                .filter(Effect.AnnouncePhase.class::isInstance)
                .count();
    }

    /** Three days before cutover, a week before contract, a fortnight before the drop. */
    private static RolloutSpec weeks(int approvals) {
        return RenameFile.with(
                Map.of(
                        GatePoint.CUTOVER, new GateSpec(approvals, Duration.ofDays(3)),
                        GatePoint.CONTRACT, new GateSpec(approvals, Duration.ofDays(7)),
                        GatePoint.DROP, new GateSpec(approvals, Duration.ZERO)),
                Duration.ofDays(14));
    }
}
