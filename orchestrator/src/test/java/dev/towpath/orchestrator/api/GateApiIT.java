package dev.towpath.orchestrator.api;

import static dev.towpath.orchestrator.api.Client.AUTHOR;
import static dev.towpath.orchestrator.api.Client.REVIEWER;
import static dev.towpath.orchestrator.api.Client.awaitState;
import static dev.towpath.orchestrator.api.Client.by;
import static dev.towpath.orchestrator.api.Client.get;
import static dev.towpath.orchestrator.api.Client.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people and calendars say to the gates of a rollout, over HTTP. */
@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class GateApiIT {
    private static final String DATABASE = "gates";

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
    void a_gate_that_is_skipped_opens_at_once_and_stays_marked() {
        RolloutId id = planned("skipped");
        agent.succeeds(id, SamplePlan.ADD);
        agent.succeeds(id, SamplePlan.TRIGGERS);
        agent.succeeds(id, SamplePlan.COPY);
        awaitState("gates.skipped", "waiting");
        skip(AUTHOR, "the shop is down").statusCode(409).body("rule", equalTo("SkipByAuthor"));
        skip(REVIEWER, "").statusCode(400).body("rule", equalTo("InvalidValue"));
        skip(REVIEWER, "the shop is down").statusCode(202);

        ExecuteStep hide = agent.takes(
                ExecuteStep.class,
                step -> step.rolloutId().equals(id) && step.stepId().equals(SamplePlan.HIDE));
        assertThat(hide.attempt()).isOne();
        get("/api/rollouts/gates.skipped")
                .body("skipped.gate", hasItem("cutover"), "skipped[0].reason", equalTo("the shop is down"));
        SchemaCheck.holds(
                "rollout", get("/api/rollouts/gates.skipped").extract().asString());
    }

    @Test
    void a_freeze_of_the_database_keeps_gates_closed_until_it_is_lifted() {
        onDatabase("freeze", "{\"until\":\"2020-01-01T00:00:00Z\"}")
                .statusCode(409)
                .body("rule", equalTo("FreezeIsOver"));
        onDatabase("freeze", "{\"until\":\"tomorrow\"}")
                .statusCode(400)
                .body("detail", containsString("with its zone"));
        onDatabase("freeze", "{\"until\":\"2999-01-01T00:00:00Z\"}").statusCode(202);
        RolloutId id = planned("frozen");
        awaitState("gates.frozen", "waiting");
        get("/api/rollouts/gates.frozen").body("waiting_for.condition", hasItem("freeze"));
        get("/api/databases").body("find { it.id == 'gates' }.freezes[0].reason", equalTo("stocktaking"));
        SchemaCheck.each("database", get("/api/databases").extract().asString());

        onDatabase("lift", "{}").statusCode(202).body("result", equalTo("accepted"));
        onDatabase("lift", "{}").statusCode(202).body("result", equalTo("already_done"));
        agent.succeeds(id, SamplePlan.ADD);
        get("/api/databases").body("find { it.id == 'gates' }.freezes", empty());
    }

    /** The freeze holds the rollout at the gate of the contract. */
    @Test
    void cutover_is_reopened_until_the_contract_begins() {
        RolloutId id = planned("reopened");
        agent.succeeds(id, SamplePlan.ADD);
        agent.succeeds(id, SamplePlan.TRIGGERS);
        agent.succeeds(id, SamplePlan.COPY);
        awaitState("gates.reopened", "waiting");
        say("reopen", "gates.reopened", "too early").statusCode(409).body("rule", equalTo("StageNotReached"));
        onDatabase("freeze", "{\"until\":\"2999-01-01T00:00:00Z\"}").statusCode(202);
        say("skip", "gates.reopened", "now").statusCode(202);
        await().untilAsserted(() -> get("/api/rollouts/gates.reopened").body("phase", equalTo("read_new")));

        say("reopen", "gates.reopened", "").statusCode(400).body("rule", equalTo("InvalidValue"));
        say("reopen", "gates.reopened", "slow").statusCode(202).body("result", equalTo("accepted"));
        say("reopen", "gates.reopened", "slow").statusCode(202).body("result", equalTo("already_done"));
        await().untilAsserted(() -> get("/api/rollouts/gates.reopened")
                .body("phase", equalTo("dual_write"), "conditions.gate", hasItem("cutover")));
        SchemaCheck.holds(
                "rollout", get("/api/rollouts/gates.reopened").extract().asString());

        onDatabase("lift", "{}").statusCode(202);
        say("approve", "gates.reopened", "mended").statusCode(202);
        agent.succeeds(id, SamplePlan.HIDE);
        say("reopen", "gates.reopened", "slow").statusCode(409).body("rule", equalTo("ContractBegun"));
    }

    private static ValidatableResponse skip(String actor, String reason) {
        return say(actor, "skip", "gates.skipped", reason);
    }

    private static ValidatableResponse say(String action, String rollout, String reason) {
        return say(REVIEWER, action, rollout, reason);
    }

    /** About gate cutover. */
    private static ValidatableResponse say(String actor, String action, String rollout, String reason) {
        return by(actor)
                .header("X-Towpath-Reason", reason)
                .contentType("application/json")
                .body("{\"stage\":\"cutover\"}")
                .post("/api/rollouts/" + rollout + "/" + action)
                .then();
    }

    private static ValidatableResponse onDatabase(String action, String data) {
        return by(REVIEWER)
                .header("X-Towpath-Reason", "stocktaking")
                .contentType("application/json")
                .body(data)
                .post("/api/databases/" + DATABASE + "/" + action)
                .then();
    }

    private RolloutId planned(String revision) {
        submit(DATABASE, revision).statusCode(202);
        RolloutId id = RolloutId.parse(DATABASE + "." + revision);
        agent.plans(id);
        return id;
    }
}
