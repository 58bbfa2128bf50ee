package dev.towpath.orchestrator.kafka;

import dev.towpath.orchestrator.letters.PostgresDeadLetters;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says which topics wait, since when and for what, what Kafka threw away unread, and how many dead letters nobody has put
 * back. Always up: none of that is mended by a restart, and whoever can't be reached is down by a check of its own.
 */
@Readiness
@Singleton
public final class MessagesReadiness implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Waiting waiting;
    private final LostPositions lost;
    private final PostgresDeadLetters letters;

    MessagesReadiness(Waiting waiting, LostPositions lost, PostgresDeadLetters letters) {
        this.waiting = waiting;
        this.lost = lost;
        this.letters = letters;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return letters.waiting()
                .map(count -> Long.toString(count))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem("unknown")
                .map(this::response);
    }

    private HealthCheckResponse response(String deadLetters) {
        var response = HealthCheckResponse.named("messages").up();
        waiting.all().forEach(response::withData);
        lost.all().forEach(response::withData);
        return response.withData("dead letters", deadLetters).build();
    }
}
