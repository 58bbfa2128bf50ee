package dev.towpath.cli.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * The orchestrator's REST interface.
 *
 * <p>Failure semantics: a server that can't be reached, or that says that it can't work now, ends the call with {@link
 * ExitCode#NOT_REACHED}; it is not known whether a command that was sent was recorded, and sending it again with the same
 * command id is safe.
 */
public final class Server {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Longer than the server waits for an agent's plan. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI api;
    private final HttpClient http;

    /** @param api such as {@code http://127.0.0.1:8080} */
    public Server(URI api) {
        this.api = api;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** The answer to GET {@code path}. */
    public Answer get(String path) {
        return call(request(path).GET().build());
    }

    /** The answer to POST {@code path}. */
    public Answer post(String path, String contentType, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> request.header(name, ascii(name, value)));
        return call(request.build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .timeout(ANSWER)
                .header("Accept", "application/json, application/problem+json");
    }

    private Answer call(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            Answer answer = new Answer(response.statusCode(), response.body());
            if (response.statusCode() >= 502) {
                throw new CallEnded(
                        ExitCode.NOT_REACHED,
                        "the server at " + api + " can't answer now (" + response.statusCode() + "): "
                                + answer.problem());
            }
            return answer;
        } catch (IOException e) {
            throw new CallEnded(
                    ExitCode.NOT_REACHED,
                    "no server reached at " + api + " (" + e.getClass().getSimpleName()
                            + "); is it up? --api or TOWPATH_API names another one");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallEnded(ExitCode.NOT_REACHED, "interrupted before the server answered");
        }
    }

    /** Headers carry ASCII only: a garbled name in the history would be worse than a refusal. */
    private static String ascii(String name, String value) {
        if (!value.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new CallEnded(ExitCode.USAGE, name + " can hold only printable ASCII characters here");
        }
        return value;
    }
}
