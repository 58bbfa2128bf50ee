package dev.towpath.orchestrator.api;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import dev.towpath.orchestrator.overview.Moment;
import dev.towpath.orchestrator.overview.RolloutDocument;
import dev.towpath.orchestrator.overview.Rollouts;
import dev.towpath.orchestrator.overview.Then;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is known of rollouts. One rollout is folded from its events, so that it is never older than an answered command. */
@Path("/api/rollouts")
@Tag(name = "Overview")
public class RolloutResource {
    private final Rollouts rollouts;

    RolloutResource(Rollouts rollouts) {
        this.rollouts = rollouts;
    }

    @GET
    @Operation(
            summary = "Rollouts, newest first",
            description = "Of one database or in one state, if asked. The list may be behind the log for a moment.")
    public Uni<List<RolloutDocument>> list(
            @QueryParam("database") @Nullable String database, @QueryParam("state") @Nullable String state) {
        return rollouts.list(
                Optional.ofNullable(database).map(Ids::database),
                Optional.ofNullable(state).map(Ids::state));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "One rollout, as of its last event, or as it was",
            description = "With at, how it stood then, as far as the log tells: " + Moment.FORMS + ".")
    public Uni<RolloutDocument> one(@PathParam("id") String id, @QueryParam("at") @Nullable String at) {
        RolloutId rollout = Ids.rollout(id);
        if (at != null) {
            Moment moment = Ids.moment(at);
            return rollouts.at(rollout, moment).map(then -> stood(rollout, moment, then));
        }
        return rollouts.find(rollout).map(found -> found.orElseThrow(() -> unknown(rollout)));
    }

    private static RolloutDocument stood(RolloutId rollout, Moment moment, Then then) {
        return switch (then) {
            case Then.Stood(var document) -> document;
            case Then.Unknown unknown -> throw unknown(rollout);
            case Then.NotSubmitted(var submitted) ->
                throw RequestRefused.notFound(
                        "NotSubmittedYet", rollout + " was submitted at " + submitted + ", which is after " + moment);
            case Then.NotReached(var version) ->
                throw RequestRefused.notFound(
                        "NotReachedYet", rollout + " has come to version " + version + ", and not yet to " + moment);
        };
    }

    @GET
    @Path("{id}/plan")
    @Operation(summary = "The frozen plan: every statement of every stage, with lock, bounds, probe and undo")
    public Uni<Plan> plan(@PathParam("id") String id) {
        RolloutId rollout = Ids.rollout(id);
        return rollouts.plan(rollout).map(found -> found.orElseThrow(() -> unknown(rollout))
                .orElseThrow(
                        () -> RequestRefused.notFound("NoPlanYet", rollout + " has no plan yet, or never got one")));
    }

    static RequestRefused unknown(RolloutId rollout) {
        return RequestRefused.notFound("UnknownRollout", "no rollout has the id " + rollout);
    }
}
