package dev.towpath.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.contracts.spec.RolloutSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every step of a real plan, asked for over Kafka one by one, under exactly the documented grants. */
class WholeRolloutIT {
    private static final String COLUMNS = """
            SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull, ', ' ORDER BY attname)
            FROM pg_attribute WHERE attrelid = 'public.users'::regclass AND attnum > 0 AND NOT attisdropped""";

    private final DatabaseId database = new DatabaseId("whole");
    private final RolloutId rollout = RolloutId.parse("whole.rename_full_name");
    private final TargetDatabase target = TargetDatabase.migrated();
    private final TestTopics topics = new TestTopics(database);
    private final Conversation conversation = new Conversation(topics, rollout);

    @Test
    void a_column_is_renamed_through_all_five_stages_by_a_role_with_the_documented_grants()
            throws InterruptedException {
        target.execute("CREATE INDEX users_full_name ON public.users (full_name);"
                + "INSERT INTO public.users SELECT n, 'name ' || n FROM generate_series(1, 5000) n");
        topics.create();
        try (Agent agent = TestAgent.of(database, target, topics)) {
            agent.start();
            Plan plan = plan();
            List<Step> steps = plan.stages().stream()
                    .flatMap(stage -> stage.steps().stream())
                    .toList();
            for (Step step : steps) {
                assertThat(conversation.execute(plan, step)).isInstanceOf(StepSucceeded.class);
            }
            conversation.tell(new CloseRollout(rollout));
            await().until(() -> target.one("SELECT closed_at IS NOT NULL FROM towpath.rollout")
                    .equals("t"));
            // a verification reads and changes nothing, so it leaves no receipt
            long effects =
                    steps.stream().filter(step -> !(step instanceof VerifyStep)).count();
            assertThat(target.one("SELECT count(*) FROM towpath.receipt")).isEqualTo(Long.toString(effects));
        }
        assertThat(target.one(COLUMNS)).isEqualTo("display_name text true, id bigint true");
        assertThat(target.one("SELECT count(*) FROM public.users WHERE display_name = 'name ' || id"))
                .isEqualTo("5000");
        assertThat(target.one("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'tp\\_%'"))
                .isEqualTo("0");
    }

    private Plan plan() throws InterruptedException {
        RolloutSpec spec = TestAgent.renaming(database, rollout.revision(), "users", "display_name");
        return ((PlanDrafted) conversation.ask(new PlanRollout(rollout, spec))).plan();
    }
}
