package dev.towpath.orchestrator.api.problem;

/** Problems of the HTTP exchange itself, found before a resource was asked. */
final class HttpProblems {
    private HttpProblems() {}

    static Problem of(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, "NoSuchResource", "nothing answers at this path; /q/openapi lists what does");
            case 405 -> Problem.of(405, "MethodNotAllowed", "this path answers other methods; see the header Allow");
            case 406 -> Problem.of(406, "NotAcceptable", "this path answers in JSON (streams: text/event-stream)");
            case 413 -> Problem.of(413, "TooLarge", "a request may have up to 256 KiB");
            case 415 -> Problem.of(415, "UnsupportedMediaType", "this path doesn't read this Content-Type");
            case 503 -> Problem.of(503, "Unavailable", "not ready; /q/health/ready says what is missing");
            default ->
                status < 500
                        ? Problem.of(status, "MalformedRequest", "the request can't be read: look at path and headers")
                        : Problem.of(status, "InternalError", "the request failed; the orchestrator's log says why");
        };
    }
}
