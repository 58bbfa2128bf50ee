package dev.towpath.orchestrator.api.problem;

import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.orchestrator.eventstore.NewerLog;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The one table from what can go wrong in a request to a {@link Problem}. What nobody foresaw is logged with its stack
 * trace and answered by 500 without it; a store or a Kafka that can't be reached is 503, and the request may be sent again
 * as is.
 */
public final class ProblemMapping {
    private static final Logger LOG = Logger.getLogger(ProblemMapping.class);

    @ServerExceptionMapper
    public RestResponse<Problem> refused(RequestRefused refused) {
        return respond(refused.problem());
    }

    @ServerExceptionMapper
    public RestResponse<Problem> unreadable(UnreadableMessage unreadable) {
        return respond(
                Problem.at(statusOf(unreadable.kind()), unreadable.rule(), unreadable.detail(), unreadable.path()));
    }

    /** Another orchestrator may be of the version that can answer; this one must not guess. */
    @ServerExceptionMapper
    public RestResponse<Problem> olderThanTheLog(NewerLog newer) {
        return respond(Problem.of(503, "NewerLog", String.valueOf(newer.getMessage())));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> refusedByHttp(WebApplicationException refused) {
        Problem problem = HttpProblems.of(refused.getResponse().getStatus());
        RestResponse.ResponseBuilder<Problem> response = builder(problem);
        Object allow = refused.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? response.build()
                : response.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    public RestResponse<Problem> unforeseen(Throwable failure) {
        return Outage.of(failure).map(away -> unreached(away, failure)).orElseGet(() -> {
            LOG.error("request failed", failure);
            return respond(HttpProblems.of(500));
        });
    }

    private static RestResponse<Problem> unreached(Problem away, Throwable failure) {
        LOG.warnf("%s: %s", away.rule(), failure.toString());
        return respond(away);
    }

    private static int statusOf(UnreadableMessage.Rule rule) {
        return switch (rule) {
            case TOO_LARGE -> 413;
            case NOT_SUPPORTED_YET -> 409;
            case UNREADABLE, UNKNOWN_FIELD, UNKNOWN_TYPE, INVALID_VALUE -> 400;
        };
    }

    private static RestResponse<Problem> respond(Problem problem) {
        return builder(problem).build();
    }

    private static RestResponse.ResponseBuilder<Problem> builder(Problem problem) {
        return RestResponse.ResponseBuilder.<Problem>create(problem.status())
                .entity(problem)
                .type(Problem.MEDIA_TYPE);
    }
}
