package dev.towpath.orchestrator.api;

import static dev.towpath.orchestrator.api.Client.AUTHOR;
import static dev.towpath.orchestrator.api.Client.REVIEWER;
import static dev.towpath.orchestrator.api.Client.act;
import static dev.towpath.orchestrator.api.Client.approve;
import static dev.towpath.orchestrator.api.Client.awaitState;
import static dev.towpath.orchestrator.api.Client.by;
import static dev.towpath.orchestrator.api.Client.get;
import static dev.towpath.orchestrator.api.Client.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.outcome.BackfillProgress;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rollouts as a user with an HTTP client lives them; the agent's part is played on real Kafka. */
@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class RolloutApiIT {
    private static final String DATABASE = "shop";

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private PretendAgent agent;

    @BeforeEach
    void given_a_registered_database_with_an_agent() {
        Client.register(DATABASE);
        agent = new PretendAgent(bootstrap, DATABASE);
    }

    @AfterEach
    void the_agent_leaves() {
        agent.close();
    }

    @Test
    void a_rollout_is_driven_to_its_end_and_its_history_is_complete() {
        submit(DATABASE, "road")
                .statusCode(202)
                .body("result", equalTo("accepted"), "rollout_id", equalTo("shop.road"));
        RolloutId id = RolloutId.parse("shop.road");
        get("/api/rollouts/shop.road")
                .body("state", equalTo("planning"), "try", equalTo(1), "stage", nullValue(), "phase", equalTo("old"))
                .body("author", equalTo(AUTHOR), "plan_hash", nullValue());
        get("/api/rollouts/shop.road/plan").statusCode(404).body("rule", equalTo("NoPlanYet"));

        agent.plans(id);
        agent.succeeds(id, SamplePlan.ADD);
        agent.succeeds(id, SamplePlan.TRIGGERS);
        agent.shows(new BackfillProgress(id, SamplePlan.COPY, 250, 1000, 50.0, 250));
        agent.succeeds(id, SamplePlan.COPY);
        awaitState("shop.road", "waiting");
        get("/api/rollouts/shop.road").body("waiting_for.condition", hasItem("approvals"));
        approve(AUTHOR, "shop.road", "cutover").statusCode(409).body("rule", equalTo("ApprovalByAuthor"));
        approve(REVIEWER, "shop.road", "cutover").statusCode(202).body("result", equalTo("accepted"));
        agent.succeeds(id, SamplePlan.HIDE);
        agent.succeeds(id, SamplePlan.DROP);

        awaitState("shop.road", "completed");
        get("/api/rollouts/shop.road").body("waiting_for", empty(), "phase", equalTo("new_only"));
        get("/api/rollouts/shop.road/history")
                .body(
                        "type",
                        hasItems("dev.towpath.event.rollout-submitted.v1", "dev.towpath.event.rollout-completed.v1"))
                .body("[0].previous_hash", equalTo("0".repeat(64)), "[0].actor", equalTo(AUTHOR))
                .body("hash", everyItem(matchesPattern("[0-9a-f]{64}")), "[2].data.plan.hash", notNullValue());
        get("/api/rollouts/shop.road/plan")
                .body("hash", equalTo(SamplePlan.PLAN.hash()), "point_of_no_return", equalTo("contract.2.drop"))
                .body("stages[0].steps[0].lock_timeout", equalTo("500ms"));
        await().untilAsserted(() ->
                get("/api/phases?database=shop").body("find { it.revision == 'road' }.phase", equalTo("new_only")));
    }

    @Test
    void a_rollout_is_shown_as_it_stood_and_its_history_is_told() {
        RolloutId id = planned("then");
        awaitState("shop.then", "running");

        get("/api/rollouts/shop.then?at=1")
                .body("state", equalTo("planning"), "version", equalTo(1), "plan_hash", nullValue());
        get("/api/rollouts/shop.then?at=3").body("version", equalTo(3), "plan_hash", notNullValue());
        get("/api/rollouts/shop.then?at=2020-01-01T00:00:00Z").statusCode(404).body("rule", equalTo("NotSubmittedYet"));
        get("/api/rollouts/shop.then?at=99").statusCode(404).body("rule", equalTo("NotReachedYet"));
        get("/api/rollouts/shop.nobody?at=1").statusCode(404).body("rule", equalTo("UnknownRollout"));
        get("/api/rollouts/shop.then?at=noon")
                .statusCode(400)
                .body("rule", equalTo("InvalidValue"), "detail", containsString("a version such as 12"));
        get("/api/rollouts/shop.then/story")
                .body("[0].sentence", containsString(AUTHOR + " submits shop.then"), "[0].version", equalTo(1))
                .body("chapter", hasItems("planning", "expand"));
        SchemaCheck.each(
                "passage", get("/api/rollouts/" + id + "/story").extract().asString());
    }

    @Test
    void progress_is_shown_while_the_backfill_runs() {
        RolloutId id = planned("progress");
        agent.succeeds(id, SamplePlan.ADD);
        agent.succeeds(id, SamplePlan.TRIGGERS);
        agent.takes(
                ExecuteStep.class,
                step -> step.rolloutId().equals(id) && step.stepId().equals(SamplePlan.COPY));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            agent.shows(new BackfillProgress(id, SamplePlan.COPY, 250, 1000, 50.0, 250));
            get("/api/rollouts/" + id)
                    .body("progress.rows_done", equalTo(250), "progress.rows_estimated", equalTo(1000))
                    .body("progress.eta", notNullValue());
        });
    }

    @Test
    void the_same_key_gets_the_same_reply_and_other_data_under_it_is_refused() {
        String file = Client.file(DATABASE, "twice");
        String first = send("key-1", file).statusCode(202).extract().asString();
        String again = send("key-1", file).statusCode(202).extract().asString();

        assertThat(again).isEqualTo(first);
        send("key-1", Client.file(DATABASE, "other")).statusCode(409).body("rule", equalTo("CommandIdReused"));
        get("/api/rollouts/shop.other").statusCode(404);
        send("key-2", file).statusCode(409).body("rule", equalTo("RolloutAlreadyOpen"));
        get("/api/rollouts/shop.twice/history").body("$", hasSize(2));
    }

    @Test
    void a_refused_plan_ends_the_rollout_and_the_revision_may_be_tried_again() {
        submit(DATABASE, "refused").statusCode(202);
        RolloutId id = RolloutId.parse("shop.refused");
        agent.takes(PlanRollout.class, command -> command.rolloutId().equals(id));
        agent.reports(
                id.toString(),
                new PlanRefused(id, new Failure(Failure.Kind.REFUSED, "TableMissing", "no table users", "")));

        awaitState("shop.refused", "failed");
        get("/api/rollouts/shop.refused")
                .body("failure.kind", equalTo("refused"), "failure.rule", equalTo("TableMissing"));
        submit(DATABASE, "refused").statusCode(202).body("rollout_id", equalTo("shop.refused.2"));
        get("/api/rollouts/shop.refused.2").body("try", equalTo(2), "state", equalTo("planning"));
    }

    @Test
    void who_shares_something_with_an_open_rollout_waits_for_it_by_name_and_is_planned_when_it_has_ended() {
        RolloutId first = planned("first");
        awaitState("shop.first", "running");
        submit(DATABASE, "second").statusCode(202);
        RolloutId second = RolloutId.parse("shop.second");
        agent.takes(PlanRollout.class, command -> command.rolloutId().equals(second));
        agent.reports(
                second.toString(),
                new PlanRefused(
                        second,
                        new Failure(Failure.Kind.TRANSIENT, "FootprintTaken", "shop.first", ""),
                        List.of(new Conflict(first, List.of("index public.users_full_name")))));
        awaitState("shop.second", "waiting");
        get("/api/rollouts/shop.second")
                .body("waiting_for.condition", hasItem("rollouts"))
                .body("waiting_for[0].detail", allOf(containsString("shop.first"), containsString("users_full_name")));

        by(REVIEWER)
                .header("X-Towpath-Reason", "the other one first")
                .post("/api/rollouts/shop.first/rollback")
                .then()
                .statusCode(202);
        agent.takes(WithdrawStep.class, command -> command.rolloutId().equals(first));
        Failure withdrawn = new Failure(Failure.Kind.TRANSIENT, WithdrawStep.WITHDRAWN, "", SamplePlan.ADD.value());
        agent.reports(first.toString(), new StepFailed(first, SamplePlan.ADD, 1, withdrawn));
        agent.succeeds(first, SamplePlan.UNDO_ADD);
        agent.plans(second);
        awaitState("shop.second", "running");
    }

    @Test
    void a_failed_step_is_tried_again_and_a_pause_holds_what_follows() {
        RolloutId id = planned("again");
        agent.takes(ExecuteStep.class, step -> step.rolloutId().equals(id));
        Failure failure = new Failure(Failure.Kind.TRANSIENT, "DiskFull", "53100", SamplePlan.ADD.value());
        agent.reports(id.toString(), new StepFailed(id, SamplePlan.ADD, 1, failure));
        awaitState("shop.again", "failed");

        act(REVIEWER, "shop.again", "pause").statusCode(202);
        act(REVIEWER, "shop.again", "pause").statusCode(202).body("result", equalTo("already_done"));
        get("/api/rollouts/shop.again").body("state", equalTo("paused"));
        act(REVIEWER, "shop.again", "resume").statusCode(202);
        act(REVIEWER, "shop.again", "retry").statusCode(202);
        ExecuteStep second =
                agent.takes(ExecuteStep.class, step -> step.rolloutId().equals(id));
        assertThat(second.attempt()).isEqualTo(2);
    }

    @Test
    void a_paused_database_holds_its_rollouts_and_those_to_come() {
        RolloutId id = planned("held");
        agent.takes(ExecuteStep.class, step -> step.rolloutId().equals(id));

        actOnDatabase("pause", "failover").statusCode(202);
        actOnDatabase("pause", "failover").statusCode(202).body("result", equalTo("already_done"));
        awaitState("shop.held", "paused");
        agent.takes(PauseWork.class, told -> told.rolloutId().equals(id));
        submit(DATABASE, "late").statusCode(202).body("detail", containsString("failover"));
        get("/api/rollouts/shop.late")
                .body("state", equalTo("paused"), "waiting_for[0].condition", equalTo("database"));
        act(REVIEWER, "shop.held", "resume").statusCode(409).body("rule", equalTo("DatabaseIsPaused"));
        await().untilAsserted(() ->
                get("/api/databases").body("find { it.id == 'shop' }.paused.reason", equalTo("failover")));
        SchemaCheck.each("database", get("/api/databases").extract().asString());

        actOnDatabase("resume", "").statusCode(202);
        agent.takes(ResumeWork.class, told -> told.rolloutId().equals(id));
        agent.takes(PlanRollout.class, told -> told.rolloutId().toString().equals("shop.late"));
        awaitState("shop.held", "running");
    }

    @Test
    void the_list_follows_the_log_and_is_filtered() {
        submit(DATABASE, "listed").statusCode(202);

        await().untilAsserted(() -> get("/api/rollouts?database=shop&state=planning")
                .body("id", hasItem("shop.listed"), "state", everyItem(equalTo("planning"))));
        get("/api/rollouts?state=completed").body("id", not(hasItem("shop.listed")));
        get("/api/rollouts?database=nowhere").statusCode(200).body("$", empty());
        get("/api/rollouts?state=asleep").statusCode(400).body("detail", containsString("planning"));
    }

    @Test
    void every_answer_holds_the_schema_that_is_published_for_it() {
        RolloutId id = planned("shapes");
        awaitState("shop.shapes", "running");

        SchemaCheck.holds("rollout", get("/api/rollouts/" + id).extract().asString());
        SchemaCheck.each("rollout", get("/api/rollouts").extract().asString());
        SchemaCheck.each(
                "event", get("/api/rollouts/" + id + "/history").extract().asString());
        SchemaCheck.each("database", get("/api/databases").extract().asString());
        SchemaCheck.each(
                "dev.towpath.phase.phase-announced.v1",
                get("/api/phases").extract().asString());
        SchemaCheck.holds("problem", get("/api/rollouts/none").extract().asString());
        get("/api/schemas/rollout").contentType("application/schema+json");
        get("/q/openapi")
                .body(
                        containsString("Idempotency-Key"),
                        containsString("/api/rollouts/{id}/plan"),
                        containsString("command_source"),
                        not(containsString("commandSource")));
    }

    private static ValidatableResponse actOnDatabase(String action, String reason) {
        return by(REVIEWER)
                .header("X-Towpath-Reason", reason)
                .post("/api/databases/" + DATABASE + "/" + action)
                .then();
    }

    private RolloutId planned(String revision) {
        submit(DATABASE, revision).statusCode(202);
        RolloutId id = RolloutId.parse(DATABASE + "." + revision);
        agent.plans(id);
        return id;
    }

    private static ValidatableResponse send(String key, String file) {
        return by(AUTHOR)
                .header("Idempotency-Key", key)
                .contentType("application/yaml")
                .body(file)
                .post("/api/rollouts")
                .then();
    }
}
