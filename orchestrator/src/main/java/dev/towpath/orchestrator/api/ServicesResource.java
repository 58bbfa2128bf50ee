package dev.towpath.orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.event.PhaseAnnounced;
import dev.towpath.contracts.presence.InstancePresent;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import dev.towpath.orchestrator.overview.Phases;
import dev.towpath.orchestrator.services.InstanceKey;
import dev.towpath.orchestrator.services.PresenceDesk;
import dev.towpath.orchestrator.services.ServiceDocument;
import dev.towpath.orchestrator.services.Services;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Services that share a database: their instances speak here, or on {@code towpath.presence}, or now one, now the other. */
@Path("/api/services")
@Tag(name = "Services")
public class ServicesResource {
    private final PresenceDesk desk;
    private final Services services;
    private final Phases phases;
    private final MessageCodec codec;

    ServicesResource(PresenceDesk desk, Services services, Phases phases, MessageCodec codec) {
        this.desk = desk;
        this.services = services;
        this.phases = phases;
        this.codec = codec;
    }

    @GET
    @Operation(
            summary = "Every service that was heard of, with its instances",
            description = "Of one database, if asked. See docs/services.md.")
    public Uni<List<ServiceDocument>> list(@QueryParam("database") @Nullable String database) {
        return services.list(Optional.ofNullable(database).map(Ids::database));
    }

    @POST
    @Path("{service}/instances/{instance}")
    @Operation(
            summary = "An instance lives, and says which phases it works by",
            description = "To be sent every few seconds. The answer: the current phases of its database.")
    public Uni<List<PhaseAnnounced>> announce(
            @PathParam("service") String service,
            @PathParam("instance") String instance,
            byte[] body,
            @Context HttpHeaders headers)
            throws UnreadableMessage {
        InstanceKey key = Ids.instance(service, instance);
        ObjectNode data = RequestBody.object(body, headers.getMediaType());
        address(data, "service", service);
        address(data, "instance", instance);
        InstancePresent present = codec.fromJson(data, InstancePresent.class);
        return desk.said(present)
                .invoke(known -> {
                    if (!known) {
                        throw RequestRefused.conflict(
                                "UnknownDatabase",
                                "database " + present.database() + " is not registered, so nothing was kept of " + key
                                        + "; register it first");
                    }
                })
                .chain(() -> phases.list(Optional.of(present.database())));
    }

    @DELETE
    @Path("{service}/instances/{instance}")
    @Operation(
            summary = "An instance says goodbye",
            description = "Nothing waits for it any more. Said again, or of an instance that nobody heard of, it is"
                    + " answered the same.")
    public Uni<Void> leave(@PathParam("service") String service, @PathParam("instance") String instance) {
        return desk.goodbye(Ids.instance(service, instance));
    }

    @POST
    @Path("{service}/instances/{instance}/retire")
    @Operation(
            summary = "An operator answers for it that an instance is no more",
            description = "Actor and reason are required, in the body or the headers, and are shown. An instance that"
                    + " speaks again is live again.")
    public Uni<List<ServiceDocument>> retire(
            @PathParam("service") String service,
            @PathParam("instance") String instance,
            byte[] body,
            @Context HttpHeaders headers)
            throws UnreadableMessage {
        InstanceKey key = Ids.instance(service, instance);
        ObjectNode data = RequestBody.object(body, headers.getMediaType());
        data.fieldNames().forEachRemaining(ServicesResource::onlyWhoAndWhy);
        Caller.of(headers).fill(data);
        String actor = words(data, "actor", "say who answers for it");
        String reason = words(data, "reason", "say why nobody has to wait for " + key);
        return desk.retire(key, actor, reason).chain(known -> {
            if (!known) {
                throw RequestRefused.notFound("UnknownInstance", "no instance " + key + " was ever heard of");
            }
            return services.of(key);
        });
    }

    private static void onlyWhoAndWhy(String field) {
        if (!field.equals("actor") && !field.equals("reason")) {
            throw RequestRefused.unreadable("UnknownField", "the fields are actor and reason", field);
        }
    }

    private static String words(ObjectNode data, String field, String remedy) {
        String text = data.path(field).isTextual() ? data.get(field).asText().strip() : "";
        if (text.isEmpty()) {
            throw RequestRefused.unreadable("InvalidValue", field + " is required: " + remedy, field);
        }
        return text;
    }

    /** The path names the instance; a body that names another one is a mistake, not a choice. */
    private static void address(ObjectNode data, String field, String inPath) {
        if (data.hasNonNull(field) && !data.get(field).asText().equals(inPath)) {
            throw RequestRefused.unreadable(
                    "InvalidValue",
                    "the body names another " + field + " than the path, " + inPath + "; leave it out of the body or"
                            + " send both the same",
                    field);
        }
        data.put(field, inPath);
    }
}
