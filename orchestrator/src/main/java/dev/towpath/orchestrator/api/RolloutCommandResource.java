package dev.towpath.orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.SubmitRollout;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Commands on rollouts. A sent command is answered when it is recorded, or refused; its effects come after. */
@Path("/api/rollouts")
@Tag(name = "Commands")
public class RolloutCommandResource {
    private final CommandDesk desk;
    private final MessageCodec codec;

    RolloutCommandResource(CommandDesk desk, MessageCodec codec) {
        this.desk = desk;
        this.codec = codec;
    }

    @POST
    @Operation(
            summary = "Submit a rollout file",
            description =
                    "YAML or JSON by Content-Type, at most 256 KiB. With plan_only=true nothing is executed before the"
                            + " rollout is started.")
    public Uni<RestResponse<CommandReply>> submit(
            byte[] file, @QueryParam("plan_only") @Nullable String planOnly, @Context HttpHeaders headers)
            throws UnreadableMessage {
        Caller caller = Caller.of(headers);
        ObjectNode data = codec.mapper().createObjectNode();
        caller.fill(data);
        data.set("rollout", codec.mapper().valueToTree(RequestBody.rollout(file, headers.getMediaType())));
        data.put("plan_only", isWanted(planOnly));
        return desk.send(caller, codec.fromJson(data, SubmitRollout.class));
    }

    private static boolean isWanted(@Nullable String planOnly) {
        return switch (planOnly) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            case String other ->
                throw RequestRefused.unreadable("InvalidValue", "plan_only must be true or false", "plan_only");
        };
    }

    @POST
    @Path("{id}/{action}")
    @Operation(
            summary =
                    "Act on a rollout: approve, note, pause, reject, reopen, resume, retry, rollback, skip, start, withdraw",
            description =
                    "The body is the command's data as a JSON object, such as {\"stage\": \"cutover\"} for approve, reject and"
                            + " withdraw;"
                            + " the headers fill in actor and reason. A rollback, a skip and a reopening say why.")
    public Uni<RestResponse<CommandReply>> act(
            @PathParam("id") String id, @PathParam("action") String verb, byte[] body, @Context HttpHeaders headers)
            throws UnreadableMessage {
        RolloutAction action = RolloutAction.of(verb);
        RolloutId rollout = Ids.rollout(id);
        ObjectNode data = RequestBody.object(body, headers.getMediaType());
        Caller caller = Caller.of(headers);
        caller.fill(data);
        RequestBody.address(data, "rollout_id", rollout.toString());
        return desk.send(caller, codec.fromJson(data, action.command()));
    }
}
