package dev.towpath.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepBlocked;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WithdrawStep as it comes over Kafka: at once, whatever the rollout is busy with, and for one attempt only. */
class AgentWithdrawalIT {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseId database = new DatabaseId("withdrawal" + COUNT.incrementAndGet());
    private final RolloutId rollout = RolloutId.parse(database + ".add_name");
    private final TargetDatabase target = TargetDatabase.migrated();
    private final TestTopics topics = new TestTopics(database);
    private final Agent agent = TestAgent.of(database, target, topics);
    private long sent;

    @BeforeEach
    void start() throws InterruptedException {
        topics.create();
        SamplePlan.freeze(target, rollout);
        agent.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        agent.close();
    }

    @Test
    void a_step_that_is_queued_behind_another_ends_at_once() throws InterruptedException, SQLException {
        try (Connection reader = TargetDatabase.server().connect(target.name())) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT FROM users");
            send(SamplePlan.execute(rollout, SamplePlan.FIRST));
            send(SamplePlan.execute(rollout, SamplePlan.SECOND));
            await().atMost(PATIENCE)
                    .until(() -> topics.outcomes().stream().anyMatch(told -> told.data() instanceof StepBlocked));

            send(new WithdrawStep(rollout, SamplePlan.SECOND, 1));

            await().atMost(Duration.ofSeconds(5)).until(() -> !ends().isEmpty());
            assertWithdrawn(ends().getFirst());
            reader.rollback();
        }
        await().atMost(PATIENCE).until(() -> ends().size() == 2);
        assertThat(ends().getLast()).isInstanceOf(StepSucceeded.class);
        assertThat(receipts()).isEqualTo(SamplePlan.FIRST.value());
    }

    @Test
    void it_counts_for_one_attempt_and_not_for_the_next() throws InterruptedException {
        target.execute("UPDATE towpath.control SET halted = true");
        send(SamplePlan.execute(rollout, SamplePlan.FIRST, 1));
        send(new WithdrawStep(rollout, SamplePlan.FIRST, 1));
        await().atMost(PATIENCE).until(() -> ends().size() == 1);
        assertWithdrawn(ends().getFirst());

        send(SamplePlan.execute(rollout, SamplePlan.FIRST, 2));
        target.execute("UPDATE towpath.control SET halted = false");
        await().atMost(PATIENCE).until(() -> ends().size() == 2);
        assertThat(ends().getLast()).isInstanceOf(StepSucceeded.class);
    }

    @Test
    void of_a_step_that_has_ended_the_end_is_said_again() throws InterruptedException {
        send(SamplePlan.execute(rollout, SamplePlan.FIRST));
        await().atMost(PATIENCE).until(() -> ends().size() == 1);

        send(new WithdrawStep(rollout, SamplePlan.FIRST, 1));
        send(SamplePlan.execute(rollout, SamplePlan.SECOND));

        await().atMost(PATIENCE).until(() -> ends().size() == 3);
        assertThat(ends()).allSatisfy(end -> assertThat(end).isInstanceOf(StepSucceeded.class));
        assertThat(topics.outcomes()).extracting(Envelope::sequence).containsExactly(1L, 2L, 3L);
        assertThat(topics.outcomes().get(1).id())
                .isEqualTo(topics.outcomes().getFirst().id());
        assertThat(target.one("SELECT count(*) FROM towpath.inbox WHERE done_at IS NULL"))
                .isEqualTo("0");
    }

    @Test
    void whoever_asks_is_told_what_the_receipt_proves_and_nothing_while_the_step_is_under_way()
            throws InterruptedException {
        target.execute("UPDATE towpath.control SET halted = true");
        send(SamplePlan.execute(rollout, SamplePlan.FIRST));
        send(new ReportStep(rollout, SamplePlan.FIRST, 1));
        await().atMost(PATIENCE).until(() -> target.one("SELECT count(*) FROM towpath.inbox WHERE done_at IS NOT NULL")
                .equals("1"));
        assertThat(ends()).isEmpty();

        target.execute("UPDATE towpath.control SET halted = false");
        await().atMost(PATIENCE).until(() -> ends().size() == 1);
        send(new ReportStep(rollout, SamplePlan.FIRST, 1));
        await().atMost(PATIENCE).until(() -> ends().size() == 2);
        assertThat(topics.outcomes().getLast().id())
                .isEqualTo(topics.outcomes().getFirst().id());
        StepSucceeded first = (StepSucceeded) ends().getFirst();
        assertThat(ends().getLast()).isInstanceOfSatisfying(StepSucceeded.class, again -> {
            assertThat(again.attempt()).isEqualTo(1);
            assertThat(again.alreadyApplied()).isFalse();
            assertThat(again.lockAttempts()).isEqualTo(first.lockAttempts());
            assertThat(again.detail()).isEqualTo("learned from the receipt in the ledger");
        });
        assertThat(receipts()).isEqualTo(SamplePlan.FIRST.value());
    }

    @Test
    void of_an_attempt_without_a_receipt_it_is_said_that_its_end_is_not_known() throws InterruptedException {
        send(new ReportStep(rollout, SamplePlan.FIRST, 1));
        await().atMost(PATIENCE).until(() -> ends().size() == 1);
        assertThat(ends().getFirst()).isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.failure().rule()).isEqualTo(ReportStep.END_UNKNOWN);
            assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.TRANSIENT);
        });
    }

    private void send(AgentCommand command) throws InterruptedException {
        sent++;
        topics.send("c-" + sent, rollout.toString(), sent, command);
    }

    /** How steps have ended so far. */
    private List<?> ends() {
        return topics.outcomes().stream()
                .map(Envelope::data)
                .filter(outcome -> !(outcome instanceof StepBlocked))
                .toList();
    }

    private static void assertWithdrawn(Object outcome) {
        assertThat(outcome).isInstanceOfSatisfying(StepFailed.class, failed -> assertThat(
                        failed.failure().rule())
                .isEqualTo(WithdrawStep.WITHDRAWN));
    }

    private String receipts() {
        return target.one("SELECT string_agg(step, ',') FROM towpath.receipt");
    }
}
