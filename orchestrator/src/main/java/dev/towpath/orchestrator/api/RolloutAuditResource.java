package dev.towpath.orchestrator.api;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.audit.AuditFile;
import dev.towpath.orchestrator.audit.AuditExport;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A rollout for auditors. */
@Path("/api/rollouts")
@Tag(name = "Audit")
public class RolloutAuditResource {
    private final AuditExport export;

    RolloutAuditResource(AuditExport export) {
        this.export = export;
    }

    @GET
    @Path("{id}/audit")
    @Operation(
            summary = "One document that proves itself: what happened, and every event with its hash",
            description = "Plans, approvals, skips, lock evidence, verification, and the events that they follow from."
                    + " towpath audit verify FILE checks it without a server.")
    public Uni<AuditFile> export(@PathParam("id") String id) {
        RolloutId rollout = Ids.rollout(id);
        return export.of(rollout).invoke(file -> {
            if (file.events().isEmpty()) {
                throw RolloutResource.unknown(rollout);
            }
        });
    }
}
