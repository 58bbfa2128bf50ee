package dev.towpath.orchestrator.api;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.PlanPreviewed;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.api.problem.Problem;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import dev.towpath.orchestrator.databases.KnownDatabases;
import dev.towpath.orchestrator.handling.PlanPreviews;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Plans that are only looked at: the agent plans from the catalog as it is now, and nothing is recorded. */
@Path("/api/plans")
@Tag(name = "Commands")
public class PlanResource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KnownDatabases databases;
    private final PlanPreviews previews;

    PlanResource(KnownDatabases databases, PlanPreviews previews) {
        this.databases = databases;
        this.previews = previews;
    }

    @POST
    @Operation(
            summary = "Plan a rollout file without submitting it",
            description = "409 with the broken rule if no plan can be made; 504 if the database's agent doesn't answer"
                    + " within 30 s.")
    public Uni<Plan> plan(byte[] file, @Context HttpHeaders headers) throws UnreadableMessage {
        RolloutSpec rollout = RequestBody.rollout(file, headers.getMediaType());
        return databases.knows(rollout.database()).chain(known -> known ? preview(rollout) : unknown(rollout));
    }

    private Uni<Plan> preview(RolloutSpec rollout) {
        return previews.preview(rollout, PATIENCE).map(answer -> read(rollout.database(), answer));
    }

    private static Uni<Plan> unknown(RolloutSpec rollout) {
        return Uni.createFrom()
                .failure(() -> RequestRefused.conflict(
                        "UnknownDatabase", "database " + rollout.database() + " is not registered; register it first"));
    }

    private static Plan read(DatabaseId database, Optional<PlanPreviewed> answer) {
        PlanPreviewed preview = answer.orElseThrow(() -> new RequestRefused(Problem.of(
                504,
                "AgentSilent",
                "the agent of database " + database + " did not answer within " + PATIENCE.toSeconds()
                        + " s; is it running?")));
        preview.failure().stream().findFirst().ifPresent(PlanResource::refuse);
        return preview.plan().getFirst();
    }

    private static void refuse(Failure failure) {
        throw RequestRefused.conflict(failure.rule(), failure.detail());
    }
}
