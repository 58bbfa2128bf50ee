package dev.towpath.orchestrator.migration;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready on a store whose schema is exactly the one that this build works with. */
@Readiness
@Singleton
public final class SchemaReadiness implements AsyncHealthCheck {
    private static final String NAME = "store schema";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SchemaVersion schema;

    SchemaReadiness(SchemaVersion schema) {
        this.schema = schema;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return schema.fault()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(Optional.of("the store does not answer"))
                .map(SchemaReadiness::response);
    }

    private static HealthCheckResponse response(Optional<String> fault) {
        var response = HealthCheckResponse.named(NAME);
        return fault.map(text -> response.down().withData("reason", text))
                .orElseGet(() -> response.up().withData("version", StoreSchema.expectedVersion()))
                .build();
    }
}
