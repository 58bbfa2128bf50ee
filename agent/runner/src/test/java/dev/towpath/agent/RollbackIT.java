package dev.towpath.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.spec.RolloutSpec;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps of a real plan and then those that take them back, asked for over Kafka; and the same once more on the same table. */
class RollbackIT {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String CATALOG = """
            SELECT string_agg(line, '; ' ORDER BY line) FROM (
              SELECT concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull) AS line FROM pg_attribute
              WHERE attrelid = 'public.users'::regclass AND attnum > 0 AND NOT attisdropped
              UNION ALL SELECT concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid) FROM pg_index
                        WHERE indrelid = 'public.users'::regclass
              UNION ALL SELECT concat_ws(' ', conname, pg_get_constraintdef(oid), convalidated) FROM pg_constraint
                        WHERE conrelid = 'public.users'::regclass
              UNION ALL SELECT tgname FROM pg_trigger WHERE tgrelid = 'public.users'::regclass
              UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE 'tp\\_%') AS lines""";

    private final DatabaseId database = new DatabaseId("rollback" + COUNT.incrementAndGet());
    private final RolloutSpec spec =
            TestAgent.renaming(database, new Revision("rename_full_name"), "users", "display_name");
    private final TargetDatabase target = TargetDatabase.migrated();
    private final TestTopics topics = new TestTopics(database);
    private final Agent agent = TestAgent.of(database, target, topics);

    @BeforeEach
    void start() throws InterruptedException {
        target.execute("""
                SET ROLE shop;
                CREATE INDEX users_by_name ON public.users (full_name);
                ALTER TABLE public.users ADD UNIQUE (full_name);
                INSERT INTO public.users SELECT n, 'name ' || n FROM generate_series(1, 500) n""");
        topics.create();
        agent.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        agent.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"DUAL_WRITE", "CUTOVER", "CONTRACT"})
    void what_was_done_up_to_a_stage_is_taken_back_and_done_again_by_the_next_try(Stage last)
            throws InterruptedException {
        String before = target.one(CATALOG);
        RolloutId first = new RolloutId(database, spec.revision(), 1);
        Conversation conversation = new Conversation(topics, first);
        Plan plan = plan(conversation, first);
        for (PlannedStage stage : upTo(last, plan)) {
            for (Step step : stage.steps()) {
                if (step.gate() != GatePoint.DROP) {
                    assertThat(conversation.execute(plan, step)).isInstanceOf(StepSucceeded.class);
                }
            }
        }
        takeBack(conversation, plan, last);
        assertThat(target.one(CATALOG)).isEqualTo(before);
        conversation.tell(new CloseRollout(first));
        await().until(() ->
                target.one("SELECT closed_at IS NOT NULL FROM towpath.rollout").equals("t"));
        assertThat(
                        target.one(
                                "SELECT count(*) FROM towpath.plan JOIN towpath.rollout USING (rollout) WHERE closed_at IS NULL"))
                .isEqualTo("0");

        RolloutId second = new RolloutId(database, spec.revision(), 2);
        Conversation again = new Conversation(topics, second);
        Plan anew = plan(again, second);
        for (PlannedStage stage : anew.stages()) {
            for (Step step : stage.steps()) {
                assertThat(again.execute(anew, step))
                        .isInstanceOfSatisfying(StepSucceeded.class, done -> assertThat(done.alreadyApplied())
                                .isFalse());
            }
        }
        assertThat(target.one("SELECT count(*) FROM public.users WHERE display_name = 'name ' || id"))
                .isEqualTo("500");
        assertThat(target.one(CATALOG).split("; "))
                .containsExactlyInAnyOrder(
                        before.replaceAll("\\bfull_name\\b", "display_name").split("; "));
    }

    private void takeBack(Conversation conversation, Plan plan, Stage last) throws InterruptedException {
        for (PlannedStage stage : upTo(last, plan).reversed()) {
            for (UndoStep undo : stage.undo()) {
                assertThat(conversation.execute(plan, undo.step(), Instant.now().plusSeconds(60)))
                        .as(undo.step().id().value())
                        .isInstanceOf(StepSucceeded.class);
            }
        }
    }

    private static List<PlannedStage> upTo(Stage last, Plan plan) {
        return plan.stages().stream()
                .filter(stage -> stage.stage().compareTo(last) <= 0)
                .toList();
    }

    private Plan plan(Conversation conversation, RolloutId rollout) throws InterruptedException {
        return ((PlanDrafted) conversation.ask(new PlanRollout(rollout, spec))).plan();
    }
}
