package dev.towpath.orchestrator.api;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;

import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class AgentSilenceIT {
    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void the_history_of_who_waits_for_the_agent_says_when_it_fell_silent_and_when_it_was_back() {
        Client.register("unheard");
        try (PretendAgent agent = new PretendAgent(bootstrap, "unheard")) {
            agent.announces(List.of());
            Client.submit("unheard", "r1").statusCode(202);
            agent.takes(PlanRollout.class, plan -> true);
            awaitEvent("dev.towpath.event.agent-awaited.v1");
            Client.get("/api/rollouts/unheard.r1").body("waiting_for.condition", contains("agent", "plan"));

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                agent.announces(List.of());
                Client.get("/api/rollouts/unheard.r1/history")
                        .body("type", hasItem("dev.towpath.event.agent-returned.v1"));
            });
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> Client.get("/api/rollouts/unheard.r1")
                    .body("waiting_for.findAll { it.condition == 'agent' }", empty()));
        }
    }

    private static void awaitEvent(String type) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> Client.get("/api/rollouts/unheard.r1/history")
                .body("type", hasItem(type)));
    }
}
