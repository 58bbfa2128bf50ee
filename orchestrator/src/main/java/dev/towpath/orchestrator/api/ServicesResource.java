package dev.towpath.orchestrator.api;

import dev.towpath.orchestrator.api.problem.RequestRefused;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Services that share a database. A rollout file can't name any yet, so none is known. */
@Path("/api/services")
@Tag(name = "Overview")
public class ServicesResource {
    @GET
    @Operation(summary = "Services that are known: none yet, since a rollout file can't name any")
    public List<Object> list() {
        return List.of();
    }

    @POST
    @Path("{service}/instances/{instance}")
    @Operation(hidden = true)
    public void announce() {
        throw notBuilt();
    }

    @DELETE
    @Path("{service}/instances/{instance}")
    @Operation(hidden = true)
    public void leave() {
        throw notBuilt();
    }

    private static RequestRefused notBuilt() {
        return RequestRefused.conflict(
                "NotSupportedYet", "presence of services is known, but not built yet; nothing was recorded");
    }
}
