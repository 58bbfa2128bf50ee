package dev.towpath.orchestrator.eventstore;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Names the streams that only a newer build understands. Ready all the same: every other stream is decided on as ever, and
 * a request about one of these is refused by name.
 */
@Readiness
@Singleton
final class NewerLogHealth implements HealthCheck {
    private static final int MOST = 20;

    private final NewerStreams newer;

    NewerLogHealth(NewerStreams newer) {
        this.newer = newer;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("log").up();
        var all = newer.all();
        all.entrySet().stream().limit(MOST).forEach(stream -> response.withData(stream.getKey(), stream.getValue()));
        if (!all.isEmpty()) {
            response.withData("streams of a newer version", all.size())
                    .withData("remedy", "replace this process by one of the newer version");
        }
        return response.build();
    }
}
