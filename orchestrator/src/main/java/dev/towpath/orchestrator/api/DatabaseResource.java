package dev.towpath.orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.RegisterDatabase;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import dev.towpath.orchestrator.overview.DatabaseDocument;
import dev.towpath.orchestrator.overview.Databases;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Databases: making one known, and what is known of them. */
@Path("/api/databases")
@Tag(name = "Databases")
public class DatabaseResource {
    private static final Set<String> NOT_BUILT = Set.of("pause", "resume", "stamp");

    private final CommandDesk desk;
    private final Databases databases;
    private final MessageCodec codec;

    DatabaseResource(CommandDesk desk, Databases databases, MessageCodec codec) {
        this.desk = desk;
        this.databases = databases;
        this.codec = codec;
    }

    @GET
    @Operation(summary = "Registered databases, with what their agents last said of themselves")
    public Uni<List<DatabaseDocument>> list() {
        return databases.list();
    }

    @POST
    @Operation(
            summary = "Register a database",
            description = "{\"database\": \"shop\", \"engine\": \"postgresql\"}. Its topics exist before the reply.")
    public Uni<RestResponse<CommandReply>> register(byte[] body, @Context HttpHeaders headers)
            throws UnreadableMessage {
        ObjectNode data = RequestBody.object(body, headers.getMediaType());
        Caller caller = Caller.of(headers);
        caller.fill(data);
        return desk.send(caller, codec.fromJson(data, RegisterDatabase.class));
    }

    @POST
    @Path("{id}/{action}")
    @Operation(hidden = true)
    public void act(@PathParam("action") String action) {
        throw NOT_BUILT.contains(action)
                ? RequestRefused.conflict(
                        "NotSupportedYet", "the action '" + action + "' is known, but not built yet; nothing was done")
                : RequestRefused.notFound("UnknownAction", "nothing of that name can be asked of a database");
    }
}
