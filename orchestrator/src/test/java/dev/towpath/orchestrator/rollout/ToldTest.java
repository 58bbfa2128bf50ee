package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.orchestrator.rollout.story.Passage;
import dev.towpath.orchestrator.rollout.story.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the recorded histories have no sentence for. */
class ToldTest {
    private static final String COPY = "step backfill.1.copy-rows (copy full_name to display_name)";

    @Test
    void whoever_submits_is_named_with_the_reason() {
        Journey journey = new Journey();
        journey.ask(
                Journey.AUTHOR,
                " CRM-812 ",
                new RolloutCommand.Submit(RenameFile.ID, RenameFile.open(), Optional.empty(), false));
        assertThat(told(journey).getFirst().sentence())
                .isEqualTo("author@example.org submits shop.20260306_add_display_name,"
                        + " \"Replace users.full_name by users.display_name\": \"CRM-812\".");
    }

    @Test
    void a_rollback_before_there_is_a_plan_ends_in_the_chapter_of_planning() {
        Journey journey = new Journey().submitted(RenameFile.open()).rolledBackBy(Journey.DBA);
        assertThat(told(journey).getLast())
                .returns("planning", Passage::chapter)
                .returns(
                        "dba@example.org takes it back before there is a plan; nothing was done: \"" + Journey.WHY
                                + "\".",
                        Passage::sentence);
    }

    @Test
    void a_rollback_names_who_wanted_it_and_how_long_it_took() {
        Journey journey = copying().pass(Duration.ofMinutes(1)).rolledBackBy(Journey.DBA);
        assertThat(last(journey)).isEqualTo("dba@example.org rolls it back: \"" + Journey.WHY + "\".");
        journey.pass(Duration.ofSeconds(3)).withdrawn();
        assertThat(sentences(journey))
                .contains("Step backfill.1.copy-rows (copy full_name to display_name) is withdrawn in attempt 1,"
                        + " after 3.0 s; what it had done by then is taken back with the rest.");
        journey.pass(Duration.ofMinutes(2)).untilRolledBack();
        assertThat(told(journey).getLast())
                .returns("rollback", Passage::chapter)
                .returns(
                        "It is rolled back, 2 min 3 s after that was asked for; the database is as it was before.",
                        Passage::sentence);
    }

    @Test
    void a_lock_that_was_waited_for_is_told_with_its_holder_and_its_end() {
        Journey journey = copying().blockedBy("pid 7");
        assertThat(last(journey))
                .isEqualTo(
                        "Step backfill.1.copy-rows (copy full_name to display_name) waits for a lock that pid 7 holds,"
                                + " met first in try 3.");
        journey.blockedBy("");
        assertThat(last(journey))
                .isEqualTo("Step backfill.1.copy-rows (copy full_name to display_name) no longer waits for a lock.");
    }

    @Test
    void a_step_is_told_with_all_that_the_agent_said_of_it() {
        Journey journey = copying().pass(Duration.ofMinutes(5));
        journey.ask(
                Journey.AGENT,
                new RolloutCommand.RecordStepSuccess(new StepSucceeded(
                        RenameFile.ID,
                        RenamePlan.COPY_ROWS,
                        1,
                        true,
                        3,
                        Duration.ofMillis(480),
                        Duration.ofSeconds(299),
                        300_000,
                        " half of it was there. ")));
        assertThat(sentences(journey))
                .contains(
                        "Step backfill.1.copy-rows (copy full_name to display_name) is done in attempt 1, after 5 min:"
                                + " its effect was there already, 300,000 rows, 3 tries for its lock, 480 ms each at most,"
                                + " at work for 4 min 59 s; half of it was there.");
    }

    @Test
    void one_try_for_a_lock_and_no_rows_are_not_worth_a_word() {
        Journey journey = copying().succeeded();
        assertThat(sentences(journey))
                .contains("Step backfill.1.copy-rows (copy full_name to display_name) is done in attempt 1, after 0 ms:"
                        + " at work for 40 ms.");
    }

    @Test
    void an_attempt_that_somebody_asked_for_names_them() {
        Journey journey = copying().failed(Failure.Kind.TRANSIENT).retried();
        assertThat(last(journey)).isEqualTo("dba@example.org asks for attempt 2 of " + COPY + ".");
    }

    @Test
    void a_gate_names_what_it_needs() {
        assertThat(atCutover(new GateSpec(2, Duration.ZERO)))
                .isEqualTo("It stands before gate cutover, which needs 2 approvals.");
        assertThat(atCutover(new GateSpec(0, Duration.ofMinutes(1))))
                .isEqualTo("It stands before gate cutover, which needs its clock, which ends at 2026-03-06T09:01:00Z.");
        assertThat(atCutover(new GateSpec(1, Duration.ofMinutes(1))))
                .isEqualTo("It stands before gate cutover, which needs 1 approval and its clock,"
                        + " which ends at 2026-03-06T09:01:00Z.");
    }

    @Test
    void a_first_attempt_that_runs_is_told_and_one_that_ended_is_told_by_its_end() {
        Journey journey = copying();
        assertThat(last(journey)).isEqualTo("The agent is told to begin attempt 1 of " + COPY + ".");
        journey.succeeded();
        assertThat(sentences(journey)).doesNotContain("The agent is told to begin attempt 1 of " + COPY + ".");
    }

    private static Journey copying() {
        return new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
    }

    private static String atCutover(GateSpec gate) {
        return sentences(new Journey()
                        .submitted(RenameFile.with(Map.of(GatePoint.CUTOVER, gate), Duration.ZERO))
                        .untilGate(GatePoint.CUTOVER))
                .stream()
                .filter(sentence -> sentence.startsWith("It stands before gate cutover"))
                .findFirst()
                .orElseThrow();
    }

    private static String last(Journey journey) {
        return told(journey).getLast().sentence();
    }

    private static List<String> sentences(Journey journey) {
        return told(journey).stream().map(Passage::sentence).toList();
    }

    private static List<Passage> told(Journey journey) {
        return Story.of(journey.log().stream().map(ToldTest::recorded).toList());
    }

    private static Recorded<RolloutEvent> recorded(Journey.Line line) {
        return new Recorded<>(
                RenameFile.ID.toString(),
                line.version(),
                line.time(),
                line.actor(),
                line.reason(),
                line.event(),
                "",
                "");
    }
}
