package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAccepted;
import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent.GateConditionChanged;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.spec.ChangeWindow;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.orchestrator.rollout.Effect.SetTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rollout of these tests is submitted on Friday 2026-03-06 at 09:00 UTC. */
class WindowTest {
    private static final String NIGHTS = "tue-thu 02:00-04:00 UTC";

    @Test
    void a_gate_outside_its_window_waits_for_the_edge_and_opens_there() {
        Journey journey = given(0, Duration.ZERO, NIGHTS);
        Instant edge = Instant.parse("2026-03-10T02:00:00Z");
        assertThat(journey.effects()).endsWith(new SetTimer(edge));
        thenAlreadyDone(at(journey, edge.minusSeconds(1)).look());
        assertThat(words(at(journey, edge).look())).isEqualTo("GateOpened, StageEntered, StepRequested");
        assertThat(journey.events())
                .contains(new GateOpened(
                        GatePoint.CUTOVER, List.of("Window " + NIGHTS + " is open until 2026-03-10T04:00:00Z.")));
    }

    @Test
    void a_gate_within_its_window_opens_at_once() {
        Journey journey = new Journey()
                .submitted(RenameFile.with(gates(0, Duration.ZERO, "fri 09:00-10:00 UTC"), Duration.ZERO))
                .untilStep(RenamePlan.BUILD_INDEX);
        assertThat(journey.now()).isEqualTo(Journey.START);
    }

    @Test
    void each_edge_of_a_window_that_passes_in_vain_is_an_event_and_sets_the_next_timer() {
        Journey journey = given(1, Duration.ZERO, NIGHTS);
        Instant opens = Instant.parse("2026-03-10T02:00:00Z");
        Instant closes = Instant.parse("2026-03-10T04:00:00Z");
        thenAccepted(
                at(journey, opens).look(), changed(true, "Window " + NIGHTS + " is open until 2026-03-10T04:00:00Z."));
        assertThat(journey.effects()).endsWith(new SetTimer(closes));
        thenAccepted(
                at(journey, closes).look(), changed(false, "Window " + NIGHTS + " opens at 2026-03-11T02:00:00Z."));
        assertThat(journey.effects()).endsWith(new SetTimer(Instant.parse("2026-03-11T02:00:00Z")));
    }

    @Test
    void an_approval_after_the_window_waits_for_the_next_one() {
        Journey journey = given(1, Duration.ZERO, NIGHTS);
        at(journey, Instant.parse("2026-03-10T04:00:01Z")).approvedBy(Journey.DBA, GatePoint.CUTOVER);
        assertThat(words(at(journey, Instant.parse("2026-03-11T02:00:00Z")).look()))
                .isEqualTo("GateOpened, StageEntered, StepRequested");
    }

    @Test
    void a_soak_that_ends_outside_the_window_waits_for_it() {
        Journey journey = given(0, Duration.ofDays(7), NIGHTS);
        assertThat(words(at(journey, Instant.parse("2026-03-11T02:00:00Z")).look()))
                .isEqualTo("GateConditionChanged");
        assertThat(words(at(journey, Instant.parse("2026-03-13T09:00:00Z")).look()))
                .startsWith("GateConditionChanged, GateConditionChanged");
        assertThat(journey.effects()).endsWith(new SetTimer(Instant.parse("2026-03-17T02:00:00Z")));
    }

    @Test
    void windows_that_touch_are_one() {
        Journey journey = given(1, Duration.ZERO, "fri 22:00-24:00 UTC", "sat 00:00-02:00 UTC");
        at(journey, Instant.parse("2026-03-06T22:00:00Z")).look();
        assertThat(journey.effects()).endsWith(new SetTimer(Instant.parse("2026-03-07T02:00:00Z")));
    }

    @Test
    void a_window_without_end_has_no_timer() {
        Journey journey = given(1, Duration.ZERO, "mon-sun 00:00-24:00 Europe/Berlin");
        assertThat(journey.effects()).doesNotHaveAnyElementsOfTypes(SetTimer.class);
    }

    @Test
    void the_hour_that_clocks_skip_is_no_window() {
        Journey journey = given(0, Duration.ofDays(20), "sun 02:00-03:00 Europe/Berlin");
        at(journey, Instant.parse("2026-03-29T01:00:00Z")).look();
        assertThat(journey.effects()).endsWith(new SetTimer(Instant.parse("2026-04-05T00:00:00Z")));
    }

    private static GateConditionChanged changed(boolean met, String detail) {
        return new GateConditionChanged(GatePoint.CUTOVER, "window", met, detail);
    }

    private static Journey at(Journey journey, Instant time) {
        return journey.pass(Duration.between(journey.now(), time));
    }

    private static Journey given(int approvals, Duration soak, String... windows) {
        return new Journey()
                .submitted(RenameFile.with(gates(approvals, soak, windows), Duration.ZERO))
                .untilGate(GatePoint.CUTOVER);
    }

    private static Map<GatePoint, GateSpec> gates(int approvals, Duration soak, String... windows) {
        List<ChangeWindow> parsed =
                Arrays.stream(windows).map(ChangeWindow::parse).toList();
        return Map.of(GatePoint.CUTOVER, new GateSpec(approvals, GateSpec.APPROVALS_EXPIRE, soak, parsed));
    }
}
