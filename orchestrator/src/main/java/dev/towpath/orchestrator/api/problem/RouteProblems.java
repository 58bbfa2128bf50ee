package dev.towpath.orchestrator.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Problems for requests that never reach a resource: a path that can't be decoded, a body beyond the server's own
 * bound, a path that nothing answers.
 */
@Singleton
public final class RouteProblems {
    /** Below it the body is read and then refused, so that the client gets to see the answer. */
    private static final long FAR_TOO_LARGE = 16 * 1024 * 1024;

    private static final int BEFORE_THE_SERVERS_OWN = 1_000;
    private static final List<Integer> STATUSES = List.of(400, 404, 405, 406, 413, 415, 500, 503);

    private final ObjectMapper mapper;

    RouteProblems(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Before the server's own bound, which would close the line without a word. */
    void refuseWhatIsFarTooLarge(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (announcedLength(context) > FAR_TOO_LARGE) {
                        context.response().putHeader("connection", "close");
                        answer(context, 413);
                    } else {
                        context.next();
                    }
                },
                BEFORE_THE_SERVERS_OWN);
    }

    private static long announcedLength(RoutingContext context) {
        String length = context.request().getHeader("content-length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    void install(@Observes Router router) {
        STATUSES.forEach(status -> router.errorHandler(status, context -> answer(context, status)));
    }

    private void answer(RoutingContext context, int status) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", Problem.MEDIA_TYPE)
                .end(render(HttpProblems.of(status)));
    }

    private String render(Problem problem) {
        try {
            return mapper.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
