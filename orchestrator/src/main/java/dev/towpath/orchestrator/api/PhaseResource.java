package dev.towpath.orchestrator.api;

import dev.towpath.contracts.event.PhaseAnnounced;
import dev.towpath.orchestrator.overview.Phases;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What services see. */
@Path("/api/phases")
@Tag(name = "Overview")
public class PhaseResource {
    private final Phases phases;

    PhaseResource(Phases phases) {
        this.phases = phases;
    }

    @GET
    @Operation(
            summary = "The phase of every revision",
            description = "The same values as on towpath.phases; of one database, if asked.")
    public Uni<List<PhaseAnnounced>> list(@QueryParam("database") @Nullable String database) {
        return phases.list(Optional.ofNullable(database).map(Ids::database));
    }
}
