package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.AgentFellSilent;
import dev.towpath.contracts.event.DatabaseEvent.AgentHeardAgain;
import dev.towpath.contracts.event.DatabaseEvent.TargetIdentified;
import dev.towpath.contracts.event.DatabaseEvent.TargetWentBack;
import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.event.LostSteps;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.Slot;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.rollout.view.RolloutView.SkippedGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Histories as they stood in a log, one event a line. Each later version must fold each of them to the same end, so a
 * file is never edited; {@code -Dtowpath.rewrite=true} writes only one that is not there. Hashes are left out.
 */
class GoldenHistoryTest {
    private static final Path HISTORIES = Path.of("src", "test", "resources", "rollout", "histories");
    private static final String NO_HASH = "0".repeat(64);
    private static final MessageCodec CODEC = new MessageCodec();

    @Test
    void a_rename_with_every_kind_of_trouble_ends_completed() throws IOException {
        Submitted end = (Submitted) folded(history("rename-with-trouble", withTrouble()));
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
        assertThat(end.version()).isEqualTo(53);
        assertThat(RolloutView.of(end, end.opened().changedAt()))
                .returns(Phase.NEW_ONLY, RolloutView::phase)
                .returns(new RolloutView.Progress(8, 8, "", "", 0, 0), RolloutView::progress);
    }

    @Test
    void a_refusal_at_planning_ends_failed() throws IOException {
        Submitted end = (Submitted) folded(history("refused-at-planning", refused()));
        assertThat(StateName.of(end)).isEqualTo(StateName.FAILED);
        assertThat(RolloutView.of(end, end.opened().changedAt()).failure())
                .extracting(Failure::rule)
                .containsExactly("TableMissing");
    }

    @Test
    void a_rename_whose_services_follow_ends_completed() throws IOException {
        Submitted end = (Submitted) folded(history("rename-with-services", withServices()));
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
        assertThat(end.opened().phase()).isEqualTo(Phase.NEW_ONLY);
    }

    @Test
    void a_rollback_after_the_hide_ends_rolled_back() throws IOException {
        Submitted end = (Submitted) folded(history("rolled-back-after-the-hide", rolledBack()));
        assertThat(StateName.of(end)).isEqualTo(StateName.ROLLED_BACK);
        assertThat(RolloutView.of(end, end.opened().changedAt()))
                .returns(Phase.OLD, RolloutView::phase)
                .returns(true, RolloutView::last)
                .returns(new RolloutView.Progress(5, 5, "", "", 0, 0), RolloutView::progress);
    }

    @Test
    void a_rollout_that_was_planned_only_and_then_started_ends_completed() throws IOException {
        Submitted end = (Submitted) folded(history("planned-only", plannedOnly()));
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
        assertThat(end.opened().withheld()).isFalse();
    }

    @Test
    void a_gate_where_people_change_their_minds_ends_opened() throws IOException {
        Submitted end = (Submitted) folded(history("gate-with-words", withWords()));
        assertThat(StateName.of(end)).isEqualTo(StateName.RUNNING);
    }

    @Test
    void a_rename_that_waited_for_its_parent_ends_completed() throws IOException {
        Submitted end = (Submitted) folded(history("rename-after-its-parent", afterParent()));
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    @Test
    void a_rename_that_waited_for_its_neighbour_ends_completed() throws IOException {
        Submitted end = (Submitted) folded(history("rename-after-its-neighbour", afterNeighbour()));
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    @Test
    void a_rename_that_waited_for_room_ends_completed() throws IOException {
        Submitted end = (Submitted) folded(history("rename-with-a-budget", withBudget()));
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    @Test
    void a_rollout_that_is_given_up_ends_aborted_with_what_it_leaves() throws IOException {
        Submitted end = (Submitted) folded(history("aborted-in-place", aborted()));
        assertThat(StateName.of(end)).isEqualTo(StateName.ABORTED);
        assertThat(RolloutView.of(end, end.opened().changedAt()).leftovers())
                .extracting(Leftover::object)
                .containsExactly(RenamePlan.NEW_COLUMN, RenamePlan.PAIR, RenamePlan.INDEX);
    }

    @Test
    void a_rename_that_was_in_doubt_twice_ends_completed() throws IOException {
        Submitted end = (Submitted) folded(history("doubts-resolved", doubtful()));
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    @Test
    void a_gate_that_was_skipped_ends_opened_and_marked() throws IOException {
        Submitted end = (Submitted) folded(history("skipped-gate", skipped()));
        assertThat(RolloutView.of(end, end.opened().changedAt()).skipped())
                .extracting(SkippedGate::gate)
                .containsExactly("cutover");
    }

    @Test
    void a_gate_that_was_frozen_twice_ends_opened() throws IOException {
        Submitted end = (Submitted) folded(history("frozen-database", frozen()));
        assertThat(StateName.of(end)).isEqualTo(StateName.RUNNING);
    }

    @Test
    void a_rename_on_a_database_that_was_paused_ends_completed() throws IOException {
        Submitted end = (Submitted) folded(history("paused-with-its-database", pausedWithDatabase()));
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
        assertThat(end.opened().paused()).isFalse();
    }

    @Test
    void a_cutover_that_was_reopened_ends_completed() throws IOException {
        Submitted end = (Submitted) folded(history("reopened-cutover", reopened()));
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    @Test
    void a_rename_whose_target_went_back_twice_ends_rolled_back() throws IOException {
        Submitted end = (Submitted) folded(history("target-went-back", wentBack()));
        assertThat(StateName.of(end)).isEqualTo(StateName.ROLLED_BACK);
        assertThat(end.opened().lost()).isEmpty();
    }

    @Test
    void a_rollback_whose_outcomes_were_lost_ends_rolled_back() throws IOException {
        Submitted end = (Submitted) folded(history("lost-outcomes", unanswered()));
        assertThat(StateName.of(end)).isEqualTo(StateName.ROLLED_BACK);
    }

    @Test
    void every_event_occurs_in_some_history() throws IOException {
        Set<Class<?>> seen = new HashSet<>();
        for (List<Recorded<?>> history : List.of(
                history("rename-with-trouble", withTrouble()),
                history("refused-at-planning", refused()),
                history("gate-with-words", withWords()),
                history("skipped-gate", skipped()),
                history("unheard-agent", unheard()),
                history("frozen-database", frozen()),
                history("target-went-back", wentBack()),
                history("paused-with-its-database", pausedWithDatabase()),
                history("reopened-cutover", reopened()),
                history("rename-with-services", withServices()),
                history("rename-after-its-parent", afterParent()),
                history("rename-after-its-neighbour", afterNeighbour()),
                history("rename-with-a-budget", withBudget()),
                history("rolled-back-after-the-hide", rolledBack()),
                history("planned-only", plannedOnly()),
                history("lost-outcomes", unanswered()),
                history("store-went-back", learned()),
                history("aborted-in-place", aborted()),
                history("doubts-resolved", doubtful()))) {
            history.forEach(line -> seen.add(line.data().getClass()));
        }
        assertThat(seen).containsExactlyInAnyOrder(Permitted.by(RolloutEvent.class));
    }

    @Test
    void a_rename_whose_store_went_back_learns_what_was_done_and_completes() throws IOException {
        Submitted end = (Submitted) folded(history("store-went-back", learned()));
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    /** The trigger pair is with the agent, which has built the index since. */
    private static Journey learned() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.INSTALL_PAIR);
        journey.pass(Duration.ofHours(2))
                .ask(Journey.AGENT, new RolloutCommand.LearnFromLedger(RenamePlan.throughCutover()));
        return journey.ended(RenamePlan.INSTALL_PAIR).untilCompleted();
    }

    /** Of two steps nothing is heard until somebody has the agent asked; the second is being withdrawn by then. */
    private static Journey unanswered() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
        return journey.retried()
                .ended(RenamePlan.COPY_ROWS)
                .rolledBackBy(Journey.DBA)
                .retried()
                .withdrawn()
                .untilRolledBack();
    }

    /** An old instance before the contract, evidence that expires, and a hide that is tried again. */
    private static Journey withServices() {
        Journey journey = served().untilTold(Phase.READ_NEW);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.untilGate(GatePoint.CONTRACT).pass(Duration.ofHours(2));
        journey.fleet().gone("crm-0");
        journey.look();
        journey.untilStep(RenamePlan.HIDE).pass(Duration.ofSeconds(61));
        journey.expired();
        return journey.failed(Failure.Kind.TRANSIENT).retried().untilCompleted();
    }

    private static Journey afterParent() {
        Journey journey = new Journey().begun(RenameFile.PARENT).submitted(RenameFile.following(RenameFile.PARENT));
        journey.meanwhile(new DatabaseEvent.DropAwaited(RenameFile.PARENT)).look();
        return journey.untilCompleted();
    }

    /** Seen by the agent alone, which does not know at once that the neighbour has ended. */
    private static Journey afterNeighbour() {
        Journey journey = new Journey().begun(RenameFile.NEIGHBOUR).submitted(RenameFile.open());
        journey.ask(Journey.AGENT, Journey.planConflicts(RenameFile.NEIGHBOUR));
        journey.pass(Duration.ofDays(1)).over(RenameFile.NEIGHBOUR).look();
        journey.ask(Journey.AGENT, Journey.planConflicts(RenameFile.NEIGHBOUR));
        journey.pass(Duration.ofSeconds(10)).look();
        return journey.untilCompleted();
    }

    /** Before its first step, and before a backfill that is tried again. */
    private static Journey withBudget() {
        Journey journey = new Journey()
                .begun(RenameFile.NEIGHBOUR)
                .working(RenameFile.NEIGHBOUR, Slot.STEP)
                .submitted(RenameFile.open())
                .planned(RenamePlan.plan());
        journey.pass(Duration.ofMinutes(2)).resting(RenameFile.NEIGHBOUR).look();
        journey.untilStep(RenamePlan.COPY_ROWS)
                .failed(Failure.Kind.TRANSIENT)
                .working(RenameFile.NEIGHBOUR, Slot.BACKFILL)
                .retried();
        journey.pass(Duration.ofHours(3)).resting(RenameFile.NEIGHBOUR).look();
        return journey.untilCompleted();
    }

    private static Journey rolledBack() {
        Journey journey = served().untilStep(RenamePlan.HIDE).paused().rolledBackBy(Journey.DBA);
        return journey.ended(RenamePlan.HIDE)
                .failed(Failure.Kind.BROKEN)
                .retried()
                .untilTold(Phase.READ_NEW)
                .untilRolledBack();
    }

    private static Journey served() {
        Journey journey = new Journey().submitted(RenameFile.served()).planned(RenamePlan.plan());
        journey.fleet().upToDate(journey.now());
        return journey;
    }

    private static Journey withTrouble() {
        return new Journey()
                .submitted(RenameFile.gated())
                .untilStep(RenamePlan.COPY_ROWS)
                .blockedBy("pid 7 (psql), idle in transaction for 00:01:02")
                .pass(Duration.ofSeconds(40))
                .failed(Failure.Kind.TRANSIENT)
                .retried()
                .paused()
                .failed(Failure.Kind.IN_DOUBT)
                .pass(Duration.ofMinutes(5))
                .resumed()
                .retried()
                .untilGate(GatePoint.CUTOVER)
                .approvedBy(Journey.DBA, GatePoint.CUTOVER)
                .untilCompleted();
    }

    private static Journey plannedOnly() {
        return new Journey()
                .submittedForPlan(RenameFile.gated())
                .noted("The plan is for the review on Monday.")
                .planned(RenamePlan.plan())
                .pass(Duration.ofDays(3))
                .started()
                .noted("Reviewed.")
                .untilCompleted();
    }

    /** A rejection that is withdrawn, an approval that expires, one that is withdrawn, and a soak that ends meanwhile. */
    private static Journey withWords() {
        Map<GatePoint, GateSpec> gates =
                Map.of(GatePoint.CUTOVER, new GateSpec(2, Duration.ofHours(1), Duration.ofHours(2), List.of()));
        Journey journey = new Journey()
                .submitted(RenameFile.with(gates, Duration.ZERO))
                .untilGate(GatePoint.CUTOVER)
                .approvedBy(Journey.DBA, GatePoint.CUTOVER)
                .rejectedBy(Journey.CRITIC, GatePoint.CUTOVER)
                .withdrawnBy(Journey.CRITIC, GatePoint.CUTOVER)
                .pass(Duration.ofHours(1));
        journey.look();
        journey.approvedBy(Journey.DBA, GatePoint.CUTOVER)
                .withdrawnBy(Journey.DBA, GatePoint.CUTOVER)
                .pass(Duration.ofHours(1));
        journey.look();
        return journey.untilStep(RenamePlan.BUILD_INDEX);
    }

    private static Journey aborted() {
        return new Journey()
                .submitted(RenameFile.open())
                .tuned(Duration.ofMillis(50))
                .untilStep(RenamePlan.BUILD_INDEX)
                .paused()
                .aborted(true)
                .withdrawn();
    }

    private static Journey doubtful() {
        return new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.INSTALL_PAIR)
                .failed(Failure.Kind.IN_DOUBT)
                .resolved(false)
                .failed(Failure.Kind.IN_DOUBT)
                .resolved(true)
                .untilCompleted();
    }

    private static Journey skipped() {
        return new Journey()
                .submitted(RenameFile.gated())
                .untilGate(GatePoint.CUTOVER)
                .skippedBy(Journey.DBA, GatePoint.CUTOVER);
    }

    private static Journey unheard() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
        journey.meanwhile(new AgentFellSilent(journey.now()))
                .pass(Duration.ofHours(1))
                .look();
        journey.meanwhile(new AgentHeardAgain()).look();
        return journey;
    }

    /** One freeze that is lifted, and one that ends by itself. */
    private static Journey frozen() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .frozen(Duration.ofDays(3))
                .untilGate(GatePoint.EXPAND);
        journey.pass(Duration.ofHours(1)).frozen(Duration.ofHours(5)).look();
        journey.lifted(1).look();
        journey.pass(Duration.ofHours(5)).look();
        return journey.untilStep(RenamePlan.BUILD_INDEX);
    }

    /** Submitted while the database is paused, and paused with it again in the middle, and by itself. */
    private static Journey pausedWithDatabase() {
        Journey journey = new Journey().databasePaused().submitted(RenameFile.open());
        journey.pass(Duration.ofMinutes(2)).databaseResumed().look();
        journey.untilStep(RenamePlan.COPY_ROWS).heldWithDatabase().paused().succeeded();
        journey.pass(Duration.ofMinutes(3)).databaseResumed().look();
        return journey.resumed().untilCompleted();
    }

    private static Journey reopened() {
        Journey journey = served().untilTold(Phase.READ_NEW);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.untilGate(GatePoint.CONTRACT).pass(Duration.ofMinutes(5)).reopened();
        journey.untilGate(GatePoint.CUTOVER).fleet().gone("crm-0");
        return journey.approvedBy(Journey.DBA, GatePoint.CUTOVER).untilCompleted();
    }

    /** Told by a new owner, and vouched for; then found by the agent itself, and taken back. */
    private static Journey wentBack() {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .meanwhile(new TargetIdentified("7312", 1))
                .untilGate(GatePoint.CUTOVER);
        journey.meanwhile(new TargetIdentified("7312", 2))
                .meanwhile(new TargetWentBack(List.of(new LostSteps(RenameFile.ID, List.of(RenamePlan.COPY_ROWS)))))
                .look();
        journey.pass(Duration.ofHours(2)).resolved(true).untilStep(RenamePlan.BUILD_INDEX);
        journey.ask(Journey.AGENT, Journey.lost(RenamePlan.BUILD_INDEX, RenamePlan.INSTALL_PAIR));
        return journey.pass(Duration.ofMinutes(5)).rolledBackBy(Journey.DBA).untilRolledBack();
    }

    private static Journey refused() {
        Journey journey = new Journey().submitted(RenameFile.open());
        journey.ask(Journey.AGENT, Journey.planRefused());
        return journey;
    }

    private static List<Recorded<?>> history(String name, Journey origin) throws IOException {
        Path file = HISTORIES.resolve(name + ".jsonl");
        if (Boolean.getBoolean("towpath.rewrite") && !Files.exists(file)) {
            Files.write(
                    file, origin.log().stream().map(GoldenHistoryTest::written).toList());
        }
        return Files.readAllLines(file).stream()
                .<Recorded<?>>map(GoldenHistoryTest::read)
                .toList();
    }

    private static String written(Journey.Line line) {
        return CODEC.toJson(new Recorded<>(
                        RenameFile.ID.toString(),
                        line.version(),
                        line.time(),
                        line.actor(),
                        line.reason(),
                        line.event(),
                        NO_HASH,
                        NO_HASH))
                .toString();
    }

    private static Recorded<?> read(String line) {
        try {
            return CODEC.mapper().readValue(line, Recorded.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private static RolloutState folded(List<Recorded<?>> history) {
        RolloutState state = RolloutState.NONE;
        for (Recorded<?> line : history) {
            state = RolloutState.evolve(
                    state, line.version(), line.time(), line.actor(), line.reason(), (RolloutEvent) line.data());
        }
        return state;
    }
}
