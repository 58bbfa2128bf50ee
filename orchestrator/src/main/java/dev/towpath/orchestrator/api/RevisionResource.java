package dev.towpath.orchestrator.api;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import dev.towpath.orchestrator.handling.RevisionGraphs;
import dev.towpath.orchestrator.rollout.view.GraphView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The graph of a database's revisions. */
@Path("/api/databases")
@Tag(name = "Revisions")
public class RevisionResource {
    private final RevisionGraphs graphs;

    RevisionResource(RevisionGraphs graphs) {
        this.graphs = graphs;
    }

    @GET
    @Path("{id}/revisions")
    @Operation(summary = "Every revision of a database with its place and what it has reached; parents first")
    public Uni<GraphView> graph(@PathParam("id") String id) {
        return graphs.of(database(id)).map(found -> found.orElseThrow(() -> unknown(id)));
    }

    private static DatabaseId database(String id) {
        try {
            return new DatabaseId(id);
        } catch (IllegalArgumentException noId) {
            throw unknown(id);
        }
    }

    private static RequestRefused unknown(String id) {
        return RequestRefused.notFound("UnknownDatabase", "no database has this id: " + id);
    }
}
