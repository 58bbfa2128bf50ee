package dev.towpath.orchestrator.api;

import dev.towpath.orchestrator.audit.Anchoring;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What makes the log provable to others. Verifying it is not the server's: see docs/audit.md. */
@Path("/api/audit")
@Tag(name = "Audit")
public class AuditResource {
    private final Anchoring anchoring;

    AuditResource(Anchoring anchoring) {
        this.anchoring = anchoring;
    }

    /** The last anchor's number; 0 if there is nothing to anchor. */
    record Anchored(long number) {}

    @POST
    @Path("anchors")
    @Operation(
            summary = "Anchor everything that is in the log now",
            description = "Answers with the number of the last anchor. It is with Kafka and the ledgers when they have"
                    + " taken their messages, as a rule within a second.")
    public Uni<Anchored> anchor() {
        return anchoring.now().map(Anchored::new);
    }
}
