package dev.towpath.orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.RegisterDatabase;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Databases: making one known, and what is known of them. */
@Path("/api/databases")
@Tag(name = "Databases")
public class DatabaseResource {
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
    @Operation(
            summary = "Act on a database: pause, resume, freeze, lift, stamp",
            description =
                    "The body is the command's data as a JSON object, such as {\"until\": \"2026-12-27T00:00:00Z\"} for a"
                            + " freeze; the headers fill in actor and reason. All but a resume say why. A pause holds every"
                            + " rollout of the database, those still to come among them, until it is resumed.")
    public Uni<RestResponse<CommandReply>> act(
            @PathParam("id") String id, @PathParam("action") String verb, byte[] body, @Context HttpHeaders headers)
            throws UnreadableMessage {
        DatabaseAction action = DatabaseAction.of(verb);
        DatabaseId database = Ids.database(id);
        ObjectNode data = RequestBody.object(body, headers.getMediaType());
        Caller caller = Caller.of(headers);
        caller.fill(data);
        RequestBody.address(data, "database", database.toString());
        return desk.send(caller, codec.fromJson(data, action.command()));
    }
}
