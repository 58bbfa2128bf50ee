package dev.towpath.orchestrator.kafka;

import dev.towpath.orchestrator.health.DownSince;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while a broker answers; else says since when none does, as far as it was asked. */
@Readiness
@Singleton
public final class KafkaReadiness implements AsyncHealthCheck {
    private static final String NAME = "kafka";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final TopicAdmin admin;
    private final DownSince down;

    KafkaReadiness(TopicAdmin admin, Clock clock) {
        this.admin = admin;
        this.down = new DownSince(clock);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return admin.brokers(PATIENCE)
                .invoke(down::up)
                .map(brokers -> HealthCheckResponse.named(NAME)
                        .up()
                        .withData("brokers", brokers)
                        .build())
                .onFailure()
                .recoverWithItem(failure -> HealthCheckResponse.named(NAME)
                        .down()
                        .withData("reason", "no broker answers")
                        .withData("since", down.down().toString())
                        .build());
    }
}
