package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAccepted;
import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StepAskedAfter;
import dev.towpath.contracts.event.RolloutEvent.StepBlockedByLock;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepReportTest {
    @Test
    void a_success_requests_the_next_step() {
        assertThat(words(report(copying(), 1))).isEqualTo("StepCompleted, StepRequested");
    }

    @Test
    void a_success_that_is_delivered_twice_counts_once() {
        Journey journey = copying();
        report(journey, 1);
        thenAlreadyDone(report(journey, 1));
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void a_failure_stops_the_rollout_until_somebody_retries(Failure.Kind kind) {
        Journey journey = copying();
        String event = kind == Failure.Kind.IN_DOUBT ? "StepInDoubt" : "StepFailed";
        assertThat(words(journey.ask(Journey.AGENT, Journey.failure(RenamePlan.COPY_ROWS, 1, kind))))
                .isEqualTo(event);
        thenAlreadyDone(journey.ask("timer", new RolloutCommand.NoticeTime()));
        thenAccepted(journey.ask(Journey.DBA, new RolloutCommand.Retry()), new StepRequested(RenamePlan.COPY_ROWS, 2));
        assertThat(journey.effects().getLast())
                .isInstanceOfSatisfying(TellAgent.class, tell -> assertThat(((ExecuteStep) tell.command()).attempt())
                        .isEqualTo(2));
    }

    @Test
    void what_is_reported_of_an_earlier_attempt_changes_nothing() {
        Journey journey = copying().failed(Failure.Kind.IN_DOUBT).retried();
        thenAlreadyDone(report(journey, 1));
        thenAlreadyDone(journey.ask(Journey.AGENT, Journey.failure(RenamePlan.COPY_ROWS, 1, Failure.Kind.BROKEN)));
        thenAlreadyDone(journey.ask(Journey.AGENT, Journey.blocked(RenamePlan.COPY_ROWS, 1, "pid 7")));
        assertThat(words(report(journey, 2))).isEqualTo("StepCompleted, StepRequested");
    }

    @Test
    void an_attempt_that_has_ended_is_not_judged_again() {
        Journey journey = copying().failed(Failure.Kind.TRANSIENT);
        thenAlreadyDone(report(journey, 1));
        thenAlreadyDone(journey.ask(Journey.AGENT, Journey.failure(RenamePlan.COPY_ROWS, 1, Failure.Kind.IN_DOUBT)));
    }

    @Test
    void what_was_never_requested_cannot_be_reported() {
        Journey journey = copying();
        thenRejected(report(journey, 2), "OutcomeUnexpected");
        thenRejected(journey.ask(Journey.AGENT, Journey.success(RenamePlan.DROP, 1)), "OutcomeUnexpected");
        thenRejected(
                new Journey().submitted(RenameFile.open()).ask(Journey.AGENT, Journey.success(RenamePlan.DROP, 1)),
                "OutcomeUnexpected");
    }

    @Test
    void whoever_retries_a_step_that_runs_has_the_agent_asked_and_nothing_begun() {
        Journey journey = copying();
        thenAccepted(journey.ask(Journey.DBA, new RolloutCommand.Retry()), new StepAskedAfter(RenamePlan.COPY_ROWS, 1));
        assertThat(journey.effects().getLast())
                .isEqualTo(new TellAgent(
                        RenameFile.ID.database(), new ReportStep(RenameFile.ID, RenamePlan.COPY_ROWS, 1)));
        assertThat(words(report(journey, 1))).isEqualTo("StepCompleted, StepRequested");
    }

    @Test
    void a_withdrawal_that_nobody_answered_is_asked_after_and_ends_by_the_answer() {
        Journey journey = copying();
        journey.ask(Journey.DBA, new RolloutCommand.RollBack());
        thenAccepted(journey.ask(Journey.DBA, new RolloutCommand.Retry()), new StepAskedAfter(RenamePlan.COPY_ROWS, 1));
        assertThat(words(report(journey, 1))).startsWith("StepCompleted, ");
    }

    @Test
    void an_abort_that_waits_for_a_step_can_be_helped_on() {
        Journey journey = copying();
        journey.ask(Journey.DBA, new RolloutCommand.Abort(true));
        thenAccepted(journey.ask(Journey.DBA, new RolloutCommand.Retry()), new StepAskedAfter(RenamePlan.COPY_ROWS, 1));
        assertThat(words(report(journey, 1))).isEqualTo("StepCompleted, RolloutAborted");
    }

    @Test
    void only_a_changed_blocker_is_history() {
        Journey journey = copying();
        thenAlreadyDone(blocked(journey, ""));
        thenAccepted(blocked(journey, "pid 7"), new StepBlockedByLock(RenamePlan.COPY_ROWS, 1, "pid 7", 3));
        thenAlreadyDone(blocked(journey, "pid 7"));
        thenAccepted(blocked(journey, "pid 9"), new StepBlockedByLock(RenamePlan.COPY_ROWS, 1, "pid 9", 3));
        thenAccepted(blocked(journey, ""), new StepBlockedByLock(RenamePlan.COPY_ROWS, 1, "", 3));
    }

    private static Journey copying() {
        return new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
    }

    private static Decision<RolloutEvent> report(Journey journey, int attempt) {
        return journey.ask(Journey.AGENT, Journey.success(RenamePlan.COPY_ROWS, attempt));
    }

    private static Decision<RolloutEvent> blocked(Journey journey, String blocker) {
        return journey.ask(Journey.AGENT, Journey.blocked(RenamePlan.COPY_ROWS, 1, blocker));
    }
}
