package dev.towpath.orchestrator.api.problem;

/**
 * Ends a request with a {@link Problem}. It carries no stack trace: it says what is wrong with the request, not where
 * in the server that was seen.
 */
public final class RequestRefused extends RuntimeException {
    private final transient Problem problem;

    public RequestRefused(Problem problem) {
        super(problem.rule() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** 400: the request can't be read, or says what it may not. */
    public static RequestRefused unreadable(String rule, String detail, String path) {
        return new RequestRefused(Problem.at(400, rule, detail, path));
    }

    /** 404: the path names nothing. */
    public static RequestRefused notFound(String rule, String detail) {
        return new RequestRefused(Problem.of(404, rule, detail));
    }

    /** 409: the request can be read, but what it asks for breaks a rule. */
    public static RequestRefused conflict(String rule, String detail) {
        return new RequestRefused(Problem.of(409, rule, detail));
    }

    public Problem problem() {
        return problem;
    }
}
