package dev.towpath.orchestrator.stall;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Names who stalls the readers. Ready all the same: another orchestrator on this store would be no better off. */
@Readiness
@Singleton
final class StallHealth implements HealthCheck {
    private static final String NAME = "readers of the log";

    private final ReadersStalled stalled;

    StallHealth(ReadersStalled stalled) {
        this.stalled = stalled;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named(NAME).up();
        stalled.by().ifPresent(writer -> response.withData("stalled_by", writer.who())
                .withData("stalled_seconds", (long) stalled.seconds())
                .withData("remedy", writer.remedy()));
        return response.build();
    }
}
