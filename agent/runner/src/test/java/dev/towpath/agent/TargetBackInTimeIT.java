package dev.towpath.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.LedgerReading;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backup is a copy of the whole database, table and ledger together, as any backup is. */
class TargetBackInTimeIT {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DatabaseId database = new DatabaseId("past" + COUNT.incrementAndGet());
    private final RolloutId rollout = RolloutId.parse(database + ".add_name");
    private final TargetDatabase target = TargetDatabase.migrated();
    private final TestTopics topics = new TestTopics(database);
    private Agent agent = TestAgent.of(database, target, topics);

    @BeforeEach
    void createTopics() throws InterruptedException {
        topics.create();
        SamplePlan.freeze(target, rollout);
    }

    @AfterEach
    void stop() throws InterruptedException {
        agent.close();
    }

    @Test
    void an_owner_says_first_what_its_ledger_proves() throws InterruptedException {
        agent.start();
        await().atMost(PATIENCE).until(() -> !readings().isEmpty());
        assertThat(readings().getFirst()).isEqualTo(new LedgerReading(1, List.of(), true));

        assertThat(ask(1, SamplePlan.execute(rollout, SamplePlan.FIRST))).isInstanceOf(StepSucceeded.class);
        restartOn(target);
        await().atMost(PATIENCE).until(() -> readings().size() == 2);
        assertThat(readings().getLast().stepsOf(rollout)).containsExactly(SamplePlan.FIRST);
    }

    @Test
    void a_step_is_not_begun_where_the_receipt_of_an_earlier_one_is_gone() throws InterruptedException {
        agent.start();
        ask(1, SamplePlan.execute(rollout, SamplePlan.FIRST));
        target.execute("DELETE FROM towpath.receipt");

        assertThat(ask(2, SamplePlan.execute(rollout, SamplePlan.SECOND, 1, List.of(SamplePlan.FIRST))))
                .isInstanceOfSatisfying(StepFailed.class, failed -> {
                    assertThat(failed.failure().rule()).isEqualTo(ExecuteStep.TARGET_WENT_BACK);
                    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
                    assertThat(failed.lost()).containsExactly(SamplePlan.FIRST);
                });
        assertThat(columns(target)).isEqualTo("first,full_name,id");
    }

    @Test
    void what_an_earlier_ledger_had_taken_in_is_answered_and_not_executed_again() throws InterruptedException {
        TargetDatabase backup = target.backup();
        agent.start();
        ask(1, SamplePlan.execute(rollout, SamplePlan.FIRST));
        ask(2, SamplePlan.execute(rollout, SamplePlan.SECOND, 1, List.of(SamplePlan.FIRST)));
        await().atMost(PATIENCE).until(() -> topics.committed() == 2);

        restartOn(backup);
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 4);
        assertThat(outcomes().subList(2, 4)).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(
                        StepFailed.class,
                        failed -> assertThat(failed.failure().rule()).isEqualTo(ExecuteStep.TARGET_WENT_BACK)));
        assertThat(columns(backup)).isEqualTo("full_name,id");
        assertThat(readings().getLast().receipts()).isEmpty();

        assertThat(ask(3, SamplePlan.execute(rollout, SamplePlan.SECOND, 2, List.of(SamplePlan.FIRST))))
                .isInstanceOfSatisfying(
                        StepFailed.class, failed -> assertThat(failed.lost()).containsExactly(SamplePlan.FIRST));
        assertThat(columns(backup)).isEqualTo("full_name,id");
    }

    @Test
    void nor_is_what_was_taken_in_after_something_that_kafka_has_thrown_away() throws InterruptedException {
        RolloutId other = RolloutId.parse(database + ".add_more");
        SamplePlan.freeze(target, other);
        agent.start();
        ask(1, SamplePlan.execute(rollout, SamplePlan.FIRST));
        agent.close();
        TargetDatabase backup = target.backup();
        restartOn(target);
        ask(2, SamplePlan.execute(rollout, SamplePlan.FIRST, 2, List.of()));
        topics.send(other + "/1", other.toString(), 1, SamplePlan.execute(other, SamplePlan.SECOND));
        await().atMost(PATIENCE).until(() -> topics.committed() == 3);
        topics.forgetCommandsBefore(2);

        restartOn(backup);
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 4);
        assertThat(outcomes().getLast()).isInstanceOfSatisfying(StepFailed.class, failed -> assertThat(
                        failed.failure().rule())
                .isEqualTo(ExecuteStep.TARGET_WENT_BACK));
        assertThat(columns(backup)).isEqualTo("first,full_name,id");
    }

    private Outcome ask(long sequence, ExecuteStep step) throws InterruptedException {
        int heard = topics.outcomes().size();
        topics.send(rollout + "/" + sequence, rollout.toString(), sequence, step);
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() > heard);
        return outcomes().getLast();
    }

    private List<Outcome> outcomes() {
        return topics.outcomes().stream()
                .map(envelope -> (Outcome) envelope.data())
                .toList();
    }

    private List<LedgerReading> readings() {
        return topics.announcements().stream()
                .map(AgentAnnounced::ledger)
                .flatMap(Optional::stream)
                .toList();
    }

    private void restartOn(TargetDatabase restored) throws InterruptedException {
        agent.close();
        agent = TestAgent.of(database, restored, topics);
        agent.start();
    }

    private static String columns(TargetDatabase where) {
        return where.one("SELECT string_agg(attname, ',' ORDER BY attname) FROM pg_attribute"
                + " WHERE attrelid = 'public.users'::regclass AND attnum > 0 AND NOT attisdropped");
    }
}
