package dev.towpath.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.spec.RolloutSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rollouts on one table at the same time, by one agent, asked for over Kafka. */
class SideBySideIT {
    private static final String CATALOG = """
            SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
              SELECT attname || ' ' || attnotnull AS line FROM pg_attribute
              WHERE attrelid = 'public.users'::regclass AND attnum > 0 AND NOT attisdropped
              UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'public.users'::regclass
              UNION ALL SELECT tgname FROM pg_trigger WHERE tgrelid = 'public.users'::regclass AND NOT tgisinternal
              UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE 'tp\\_%') AS lines""";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseId database = new DatabaseId("beside-" + COUNT.incrementAndGet());
    private final TargetDatabase target = TargetDatabase.migrated();
    private final TestTopics topics = new TestTopics(database);
    private final Agent agent = TestAgent.of(database, target, topics);

    @BeforeEach
    void start() throws InterruptedException {
        target.execute("""
                SET ROLE shop;
                ALTER TABLE public.users ADD email text NOT NULL DEFAULT 'none';
                CREATE INDEX users_full_name ON public.users (full_name);
                CREATE UNIQUE INDEX users_email ON public.users (email);
                INSERT INTO public.users SELECT n, 'name ' || n, 'mail ' || n FROM generate_series(1, 20000) n""");
        topics.create();
        agent.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        agent.close();
    }

    @Test
    void two_renames_run_at_the_same_time_and_end_as_two_plain_renames_would() throws InterruptedException {
        CompletableFuture<Void> name = rollout("rename_name", "full_name", "display_name");
        CompletableFuture<Void> mail = rollout("rename_mail", "email", "mail");
        CompletableFuture.allOf(name, mail).join();

        assertThat(target.one(CATALOG).lines())
                .containsExactlyInAnyOrder(
                        "id true",
                        "display_name true",
                        "mail true",
                        "CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)",
                        "CREATE INDEX users_full_name ON public.users USING btree (display_name)",
                        "CREATE UNIQUE INDEX users_email ON public.users USING btree (mail)");
        assertThat(target.one("SELECT count(*) FROM public.users"
                        + " WHERE display_name = 'name ' || id AND mail = 'mail ' || id"))
                .isEqualTo("20000");
    }

    @Test
    void what_had_to_wait_is_planned_when_the_other_was_closed() throws InterruptedException {
        RolloutId first = id("first");
        RolloutId second = id("second");
        Conversation of1 = new Conversation(topics, first);
        Conversation of2 = new Conversation(topics, second);
        assertThat(of1.ask(new PlanRollout(first, renaming("first", "email", "mail"))))
                .isInstanceOf(PlanDrafted.class);

        PlanRollout again = new PlanRollout(second, renaming("second", "email", "address"));
        assertThat(of2.ask(again)).isInstanceOfSatisfying(PlanRefused.class, refused -> assertThat(refused.conflicts())
                .containsExactly(
                        new Conflict(first, List.of("column public.users.email", "index public.users_email"))));
        of1.tell(new CloseRollout(first));
        await().until(() ->
                target.one("SELECT closed_at IS NOT NULL FROM towpath.rollout").equals("t"));
        assertThat(of2.ask(again)).isInstanceOf(PlanDrafted.class);
    }

    private CompletableFuture<Void> rollout(String revision, String from, String to) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                RolloutId id = id(revision);
                Conversation conversation = new Conversation(topics, id);
                Outcome planned = conversation.ask(new PlanRollout(id, renaming(revision, from, to)));
                assertThat(planned).isInstanceOf(PlanDrafted.class);
                Plan plan = ((PlanDrafted) planned).plan();
                for (Step step : plan.stages().stream()
                        .flatMap(stage -> stage.steps().stream())
                        .toList()) {
                    assertThat(conversation.execute(plan, step)).as(step.sql()).isInstanceOf(StepSucceeded.class);
                }
                done.complete(null);
            } catch (InterruptedException | RuntimeException | Error failure) {
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    private RolloutId id(String revision) {
        return new RolloutId(database, new Revision(revision), 1);
    }

    private RolloutSpec renaming(String revision, String from, String to) {
        return TestAgent.renaming(database, new Revision(revision), "users", from, to);
    }
}
