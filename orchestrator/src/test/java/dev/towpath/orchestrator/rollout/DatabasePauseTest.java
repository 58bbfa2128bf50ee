package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.DatabasePaused;
import dev.towpath.contracts.event.DatabaseEvent.DatabaseResumed;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pause of a whole database, as its rollouts meet it. */
class DatabasePauseTest {
    private static final Effect PAUSE_WORK = new TellAgent(RenameFile.SHOP, new PauseWork(RenameFile.ID));
    private static final Effect RESUME_WORK = new TellAgent(RenameFile.SHOP, new ResumeWork(RenameFile.ID));

    @Test
    void a_database_is_paused_once_and_resumed_once() {
        DatabaseState running = Journey.registered();
        DatabaseState paused = new Journey().databasePaused().database();
        assertThat(Pausing.pause(running, RenameFile.SHOP))
                .isEqualTo(new Decision.Accepted<DatabaseEvent>(List.of(new DatabasePaused())));
        assertThat(Pausing.pause(paused, RenameFile.SHOP)).isInstanceOf(Decision.AlreadyDone.class);
        assertThat(Pausing.resume(paused, RenameFile.SHOP))
                .isEqualTo(new Decision.Accepted<DatabaseEvent>(List.of(new DatabaseResumed())));
        assertThat(Pausing.resume(running, RenameFile.SHOP)).isInstanceOf(Decision.AlreadyDone.class);
    }

    @Test
    void a_database_that_nobody_registered_is_not_paused() {
        Decision<DatabaseEvent> unknown =
                new Decision.Rejected<>(new DatabaseRejection.UnknownDatabase(RenameFile.SHOP));
        assertThat(Pausing.pause(DatabaseState.NONE, RenameFile.SHOP)).isEqualTo(unknown);
        assertThat(Pausing.resume(DatabaseState.NONE, RenameFile.SHOP)).isEqualTo(unknown);
    }

    @Test
    void all_that_are_open_are_woken_and_those_that_have_begun_first() {
        Journey journey = new Journey()
                .meanwhile(new DatabaseEvent.RevisionAdmitted(
                        RenameFile.ID, Journey.AUTHOR, RenameFile.lineage(RenameFile.PARENT.revision())))
                .begun(RenameFile.PARENT);
        assertThat(DatabaseReactor.wake(journey.database(), new DatabasePaused()))
                .containsExactly(RenameFile.PARENT, RenameFile.ID);
        journey.meanwhile(new DatabaseEvent.RolloutEnded(RenameFile.PARENT, RolloutEnd.ROLLED_BACK));
        assertThat(DatabaseReactor.wake(journey.database(), new DatabaseResumed()))
                .containsExactly(RenameFile.ID);
    }

    @Test
    void whoever_is_woken_notes_it_once_and_stops_its_agent() {
        Journey journey = copying().heldWithDatabase();
        assertThat(journey.effects()).endsWith(PAUSE_WORK);
        assertThat(name(journey)).isEqualTo(StateName.PAUSED);
        assertThat(view(journey).waitingFor())
                .singleElement()
                .returns("database", RolloutView.WaitingFor::condition)
                .satisfies(waiting -> assertThat(waiting.detail()).contains(Journey.DBA, Journey.WHY));
        assertThat(view(journey).mayDo()).startsWith("Resume database shop, which starts what is due.");
        thenAlreadyDone(journey.look());
    }

    @Test
    void nothing_new_starts_before_the_pause_is_noted_either() {
        Journey journey = copying().databasePaused();
        assertThat(words(journey.ask(Journey.AGENT, Journey.success(RenamePlan.COPY_ROWS, 1))))
                .isEqualTo("StepCompleted, PausedWithDatabase");
    }

    @Test
    void what_is_due_follows_the_resumption() {
        Journey journey = copying().heldWithDatabase();
        journey.succeeded().databaseResumed();
        assertThat(words(journey.look())).isEqualTo("ResumedWithDatabase, StepRequested");
        assertThat(journey.effects()).contains(RESUME_WORK);
    }

    @Test
    void a_submission_is_accepted_and_planned_when_the_database_is_resumed() {
        Journey journey = new Journey().databasePaused().submitted(RenameFile.open());
        journey.noted("Waits for the failover.");
        assertThat(name(journey)).isEqualTo(StateName.PAUSED);
        assertThat(plansAskedFor(journey)).isZero();
        assertThat(words(journey.databaseResumed().look())).isEqualTo("ResumedWithDatabase, PlanRequested");
        assertThat(plansAskedFor(journey)).isOne();
    }

    @Test
    void a_rollout_that_is_paused_itself_stays_so() {
        Journey journey = copying().paused().heldWithDatabase();
        assertThat(view(journey).waitingFor())
                .extracting(RolloutView.WaitingFor::condition)
                .containsExactly("resume", "database");
        assertThat(words(journey.databaseResumed().look())).isEqualTo("ResumedWithDatabase");
        assertThat(journey.effects()).doesNotContain(RESUME_WORK);
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Resume()))).isEqualTo("RolloutResumed");
        assertThat(journey.effects()).endsWith(RESUME_WORK);
    }

    @Test
    void a_resumption_of_the_rollout_lifts_its_own_pause_only() {
        Journey journey = copying().paused().heldWithDatabase();
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Resume()))).isEqualTo("RolloutResumed");
        assertThat(name(journey)).isEqualTo(StateName.PAUSED);
        assertThat(journey.effects()).doesNotContain(RESUME_WORK);
        assertThat(Pausing.remark(journey.database())).contains(Journey.DBA, "until it is resumed");
        thenRejected(journey.ask(Journey.DBA, new RolloutCommand.Resume()), "DatabaseIsPaused");
    }

    @Test
    void a_failed_step_is_not_tried_again_before_the_database_is_resumed() {
        Journey journey = copying().failed(Failure.Kind.BROKEN).databasePaused();
        thenRejected(journey.ask(Journey.DBA, new RolloutCommand.Retry()), "DatabaseIsPaused");
        assertThat(words(journey.databaseResumed().ask(Journey.DBA, new RolloutCommand.Retry())))
                .isEqualTo("StepRequested");
    }

    @Test
    void a_rollback_withdraws_at_once_and_takes_back_when_the_database_is_resumed() {
        Journey journey = copying().heldWithDatabase().rolledBackBy(Journey.DBA).withdrawn();
        assertThat(name(journey)).isEqualTo(StateName.PAUSED);
        assertThat(view(journey).mayDo()).isEqualTo("Resume database shop, which goes on taking back.");
        journey.databaseResumed().look();
        assertThat(name(journey.untilRolledBack())).isEqualTo(StateName.ROLLED_BACK);
    }

    @Test
    void an_abort_needs_nothing_to_start() {
        Journey journey = copying().heldWithDatabase().aborted(true).withdrawn();
        assertThat(name(journey)).isEqualTo(StateName.ABORTED);
    }

    @Test
    void a_gate_is_approved_meanwhile_and_opens_with_the_resumption() {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .untilGate(GatePoint.CUTOVER)
                .heldWithDatabase()
                .approvedBy(Journey.DBA, GatePoint.CUTOVER)
                .pass(RenameFile.SOAK);
        thenAlreadyDone(journey.look());
        assertThat(words(journey.databaseResumed().look()))
                .isEqualTo("ResumedWithDatabase, GateOpened, StageEntered, StepRequested");
    }

    @Test
    void another_pause_after_the_first_is_noted_with_whoever_made_it() {
        Journey journey = copying().heldWithDatabase();
        journey.databaseResumed().pass(Duration.ofSeconds(1)).databasePaused();
        assertThat(words(journey.look())).isEqualTo("PausedWithDatabase");
        assertThat(name(journey)).isEqualTo(StateName.PAUSED);
    }

    private static Journey copying() {
        return new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
    }

    private static StateName name(Journey journey) {
        return StateName.of((Submitted) journey.state());
    }

    private static RolloutView view(Journey journey) {
        return RolloutView.of((Submitted) journey.state(), journey.now());
    }

    private static long plansAskedFor(Journey journey) {
        return journey.effects().stream()
                .filter(effect ->
                        effect instanceof TellAgent(var database, var command) && command instanceof PlanRollout)
                .count();
    }
}
