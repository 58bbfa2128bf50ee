package dev.towpath.orchestrator.kafka;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while a broker answers. */
@Readiness
@Singleton
public final class KafkaReadiness implements AsyncHealthCheck {
    private static final String NAME = "kafka";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final TopicAdmin admin;

    KafkaReadiness(TopicAdmin admin) {
        this.admin = admin;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return admin.brokers(PATIENCE)
                .map(brokers -> HealthCheckResponse.named(NAME)
                        .up()
                        .withData("brokers", brokers)
                        .build())
                .onFailure()
                .recoverWithItem(failure -> HealthCheckResponse.named(NAME)
                        .down()
                        .withData("reason", "no broker answers")
                        .build());
    }
}
