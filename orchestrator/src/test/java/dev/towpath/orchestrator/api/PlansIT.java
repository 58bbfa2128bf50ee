package dev.towpath.orchestrator.api;

import static dev.towpath.orchestrator.api.Client.AUTHOR;
import static dev.towpath.orchestrator.api.Client.by;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.PlanPreviewed;
import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Plans that are only looked at; the agent's part is played on real Kafka. */
@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class PlansIT {
    private static final String DATABASE = "previews";

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void the_agents_plan_is_shown_and_nothing_is_recorded() {
        Client.register(DATABASE);
        try (PretendAgent agent = new PretendAgent(bootstrap, DATABASE)) {
            CompletableFuture<ValidatableResponse> answer = CompletableFuture.supplyAsync(() -> plan("looked-at"));
            PreviewPlan asked = asked(agent, "looked-at");
            agent.reports(asked.requestId(), new PlanPreviewed(asked.requestId(), List.of(SamplePlan.PLAN), List.of()));

            answer.join().statusCode(200).body("hash", equalTo(SamplePlan.PLAN.hash()));
            Client.get("/api/rollouts?database=previews").body("$", empty());
        }
    }

    @Test
    void a_refusal_is_a_conflict_with_the_rule_that_the_planner_gave() {
        Client.register(DATABASE);
        try (PretendAgent agent = new PretendAgent(bootstrap, DATABASE)) {
            CompletableFuture<ValidatableResponse> answer = CompletableFuture.supplyAsync(() -> plan("refused"));
            PreviewPlan asked = asked(agent, "refused");
            Failure failure = new Failure(Failure.Kind.REFUSED, "TableMissing", "there is no table users", "");
            agent.reports(asked.requestId(), new PlanPreviewed(asked.requestId(), List.of(), List.of(failure)));

            answer.join().statusCode(409).body("rule", equalTo("TableMissing"));
        }
    }

    @Test
    void an_agent_that_is_not_there_is_named_after_thirty_seconds() {
        Client.register("deserted");

        by(AUTHOR)
                .contentType("application/yaml")
                .body(Client.file("deserted", "r1"))
                .post("/api/plans")
                .then()
                .statusCode(504)
                .contentType("application/problem+json")
                .body("rule", equalTo("AgentSilent"), "detail", containsString("deserted"));
    }

    @Test
    void an_unknown_database_is_refused_at_once() {
        by(AUTHOR)
                .contentType("application/yaml")
                .body(Client.file("nowhere", "r1"))
                .post("/api/plans")
                .then()
                .statusCode(409)
                .body("rule", equalTo("UnknownDatabase"));
    }

    private static ValidatableResponse plan(String revision) {
        return by(AUTHOR)
                .contentType("application/yaml")
                .body(Client.file(DATABASE, revision))
                .post("/api/plans")
                .then();
    }

    private static PreviewPlan asked(PretendAgent agent, String revision) {
        return agent.takes(
                PreviewPlan.class, asked -> asked.rollout().revision().value().equals(revision));
    }
}
