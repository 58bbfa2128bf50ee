package dev.towpath.orchestrator.api;

import static dev.towpath.orchestrator.api.Client.AUTHOR;
import static dev.towpath.orchestrator.api.Client.REVIEWER;
import static dev.towpath.orchestrator.api.Client.awaitState;
import static dev.towpath.orchestrator.api.Client.by;
import static dev.towpath.orchestrator.api.Client.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Rollouts that name services; instances speak by HTTP, the agent's part is played on real Kafka. */
@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class ServicesRolloutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void the_old_shape_is_hidden_only_while_nobody_needs_it() {
        Client.register("gated");
        PresentInstance oldCrm = new PresentInstance("crm", "crm-old", "gated");
        try (PretendAgent agent = new PretendAgent(bootstrap, "gated");
                LivingInstance crm = LivingInstance.following(new PresentInstance("crm", "crm-1", "gated"), "2.0.0")) {
            RolloutId id;
            try (LivingInstance old = LivingInstance.old(oldCrm, "1.9.0")) {
                id = planned(agent, "gated");
                agent.succeeds(id, SamplePlan.ADD);
                agent.succeeds(id, SamplePlan.TRIGGERS);
                agent.succeeds(id, SamplePlan.COPY);
                awaitMissing(id, "crm/crm-old", "2.0.0");
                get("/api/rollouts/" + id).body("state", equalTo("waiting"), "phase", equalTo("read_new"));
            }
            ExecuteStep hide = taken(agent, id, SamplePlan.HIDE);
            assertThat(hide.evidence())
                    .anySatisfy(sentence -> assertThat(sentence).contains("crm/crm-1", "new_only"));
            assertThat(hide.validUntil()).hasValueSatisfying(until -> assertThat(until)
                    .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(61)));

            try (LivingInstance startedSince = LivingInstance.old(oldCrm, "1.9.0")) {
                agent.reports(id.toString(), new StepFailed(id, SamplePlan.HIDE, 1, expired()));
                awaitMissing(id, "crm/crm-old", "2.0.0");
            }
            ExecuteStep again = taken(agent, id, SamplePlan.HIDE);
            assertThat(again.attempt()).isEqualTo(2);
            agent.succeeds(again);
            agent.succeeds(id, SamplePlan.DROP);
            awaitState(id.toString(), "completed");
            get("/api/rollouts/" + id + "/history")
                    .body(
                            "type",
                            hasItems(
                                    "dev.towpath.event.phase-acknowledged.v1",
                                    "dev.towpath.event.services-awaited.v1",
                                    "dev.towpath.event.services-confirmed.v1",
                                    "dev.towpath.event.evidence-expired.v1"));
        }
    }

    @Test
    void a_silent_instance_keeps_the_phase_and_an_operator_lets_it_go_on() {
        Client.register("silence");
        PresentInstance crashed = new PresentInstance("crm", "crm-2", "silence");
        try (PretendAgent agent = new PretendAgent(bootstrap, "silence");
                LivingInstance crm =
                        LivingInstance.following(new PresentInstance("crm", "crm-1", "silence"), "2.0.0")) {
            crashed.speaks("2.0.0", java.util.Map.of()).statusCode(200);
            RolloutId id = planned(agent, "silence");
            agent.succeeds(id, SamplePlan.ADD);
            agent.succeeds(id, SamplePlan.TRIGGERS);
            awaitMissing(id, "crm/crm-2", "silent");

            by(REVIEWER)
                    .header("X-Towpath-Reason", "crm-2 was switched off")
                    .post(crashed.path() + "/retire")
                    .then()
                    .statusCode(200);

            taken(agent, id, SamplePlan.COPY);
        }
    }

    @Test
    void everything_is_taken_back_stage_by_stage_and_a_second_try_begins_anew() {
        Client.register("back");
        try (PretendAgent agent = new PretendAgent(bootstrap, "back");
                LivingInstance crm = LivingInstance.following(new PresentInstance("crm", "crm-1", "back"), "2.0.0")) {
            RolloutId id = planned(agent, "back");
            agent.succeeds(id, SamplePlan.ADD);
            agent.succeeds(id, SamplePlan.TRIGGERS);
            taken(agent, id, SamplePlan.COPY);
            String rollback = "/api/rollouts/" + id + "/rollback";
            by(REVIEWER).post(rollback).then().statusCode(400).body("path", equalTo("reason"));

            by(REVIEWER)
                    .header("X-Towpath-Reason", "wrong column")
                    .post(rollback)
                    .then()
                    .statusCode(202)
                    .body("result", equalTo("accepted"));
            agent.takes(WithdrawStep.class, told -> told.stepId().equals(SamplePlan.COPY));
            agent.reports(
                    id.toString(),
                    new StepFailed(
                            id,
                            SamplePlan.COPY,
                            1,
                            new Failure(Failure.Kind.TRANSIENT, WithdrawStep.WITHDRAWN, "", SamplePlan.COPY.value())));
            ExecuteStep undo = taken(agent, id, SamplePlan.UNDO_TRIGGERS);
            assertThat(undo.validUntil()).isPresent();
            get("/api/rollouts/" + id).body("state", equalTo("rolling_back"), "phase", equalTo("old"));
            by(REVIEWER)
                    .header("X-Towpath-Reason", "still")
                    .post(rollback)
                    .then()
                    .statusCode(202)
                    .body("result", equalTo("already_done"));
            agent.succeeds(undo);
            agent.succeeds(id, SamplePlan.UNDO_ADD);

            awaitState(id.toString(), "rolled_back");
            SchemaCheck.holds("rollout", get("/api/rollouts/" + id).extract().asString());
            get("/api/rollouts/" + id).body("waiting_for", empty(), "final", equalTo(true));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> get("/api/rollouts?state=rolled_back").body("id", hasItem(id.toString())));
            submitted("back").body("rollout_id", equalTo("back.rename.2"));
        }
    }

    private static RolloutId planned(PretendAgent agent, String database) {
        submitted(database);
        RolloutId id = RolloutId.parse(database + ".rename");
        agent.plans(id);
        return id;
    }

    private static io.restassured.response.ValidatableResponse submitted(String database) {
        return by(AUTHOR)
                .contentType("application/yaml")
                .body("""
                        revision: rename
                        database: %s
                        changes:
                          - rename_column: {table: users, from: full_name, to: display_name}
                        services:
                          crm: {new_from: 2.0.0}
                        drop: {keep_for: 0s}
                        """.formatted(database))
                .post("/api/rollouts")
                .then()
                .statusCode(202);
    }

    private static void awaitMissing(RolloutId id, String... words) {
        await().atMost(PATIENCE).untilAsserted(() -> get("/api/rollouts/" + id)
                .body(
                        "waiting_for.findAll { it.condition == 'services' }.detail",
                        hasItem(allOf(containsString(words[0]), containsString(words[1])))));
    }

    private static ExecuteStep taken(PretendAgent agent, RolloutId id, StepId step) {
        return agent.takes(
                ExecuteStep.class,
                told -> told.rolloutId().equals(id) && told.stepId().equals(step));
    }

    private static Failure expired() {
        return new Failure(Failure.Kind.REFUSED, ExecuteStep.EVIDENCE_EXPIRED, "", SamplePlan.HIDE.value());
    }
}
