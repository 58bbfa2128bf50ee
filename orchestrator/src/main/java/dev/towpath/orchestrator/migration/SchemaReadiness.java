package dev.towpath.orchestrator.migration;

import dev.towpath.orchestrator.health.DownSince;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready on a store whose schema is exactly the one that this build works with; else says why not, and since when. */
@Readiness
@Singleton
public final class SchemaReadiness implements AsyncHealthCheck {
    private static final String NAME = "store schema";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SchemaVersion schema;
    private final DownSince down;

    SchemaReadiness(SchemaVersion schema, Clock clock) {
        this.schema = schema;
        this.down = new DownSince(clock);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return schema.fault()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(Optional.of("the store does not answer"))
                .map(this::response);
    }

    private HealthCheckResponse response(Optional<String> fault) {
        if (fault.isEmpty()) {
            down.up();
        }
        var response = HealthCheckResponse.named(NAME);
        return fault.map(text -> response.down()
                        .withData("reason", text)
                        .withData("since", down.down().toString()))
                .orElseGet(() -> response.up().withData("version", StoreSchema.expectedVersion()))
                .build();
    }
}
