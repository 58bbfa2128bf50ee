package dev.towpath.orchestrator.api;

import dev.towpath.contracts.codec.Schemas;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Collection;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The shapes of messages and files, for programs that check them. */
@Path("/api")
@Tag(name = "Schemas")
public class SchemaResource {
    @GET
    @Path("schemas")
    @Operation(summary = "The names of all JSON Schemas: rollout-file, every CloudEvents type, and the answers of REST")
    public Collection<String> names() {
        return PublishedSchemas.names();
    }

    @GET
    @Path("schemas/{name}")
    @Produces("application/schema+json")
    @Operation(summary = "One JSON Schema")
    public String schema(@PathParam("name") String name) {
        return PublishedSchemas.read(name)
                .orElseThrow(() -> RequestRefused.notFound(
                        "UnknownSchema", "no schema has that name; /api/schemas lists those that there are"));
    }

    @GET
    @Path("asyncapi")
    @Produces("application/yaml")
    @Operation(summary = "Every topic and message, as AsyncAPI")
    public String asyncApi() {
        return Schemas.asyncApi();
    }
}
