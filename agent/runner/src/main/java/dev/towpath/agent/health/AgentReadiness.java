package dev.towpath.agent.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready as the owner or as a stand-by. Troubles (Kafka away, a topic that is not there yet) are named but leave the agent
 * ready: it waits them out, and restarting it would not help.
 */
@Readiness
@ApplicationScoped
public class AgentReadiness implements HealthCheck {
    private final AgentStatus status;

    AgentReadiness(AgentStatus status) {
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("agent");
        switch (status.standing()) {
            case Standing.Connecting(String why) -> response.down().withData("connecting", why);
            case Standing.Refused(String why) -> response.down().withData("refused", why);
            case Standing.StandingBy() -> response.up().withData("standing", "stand-by");
            case Standing.Owning(long epoch) ->
                response.up().withData("standing", "owner").withData("fence", epoch);
        }
        response.withData("since", status.standingSince().toString());
        status.troubles().forEach(response::withData);
        return response.build();
    }
}
