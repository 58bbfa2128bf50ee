package dev.towpath.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The REST interface as curl would use it, of whichever orchestrator answers first. */
final class Api {
    record Answer(int status, JsonNode body) {}

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<String> bases;

    Api(List<String> bases) {
        this.bases = List.copyOf(bases);
    }

    /** The body of a GET; missing while nobody answers, as while every orchestrator is dead or frozen. */
    JsonNode get(String path) {
        for (String base : bases) {
            try {
                Answer answer = send(HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(bases.size() == 1 ? PATIENCE : SHORT)
                        .GET());
                if (answer.status() < 500) {
                    return answer.body();
                }
            } catch (IOException notThisOne) {
                // the next one may
            }
        }
        return MissingNode.getInstance();
    }

    /** What the first one says of itself. */
    Readiness readiness() {
        try {
            Answer answer = send(HttpRequest.newBuilder(URI.create(bases.getFirst() + "/q/health/ready"))
                    .timeout(PATIENCE)
                    .GET());
            return new Readiness(answer.status(), answer.body());
        } catch (IOException nobodyAnswers) {
            return Readiness.NONE;
        }
    }

    Answer post(String path, String contentType, String actor, String body) throws IOException {
        return post(path, contentType, actor, body, "");
    }

    /** @param traceparent may be empty */
    Answer post(String path, String contentType, String actor, String body, String traceparent) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(bases.getFirst() + path))
                .timeout(PATIENCE)
                .header("Content-Type", contentType)
                .header("X-Towpath-Actor", actor)
                .header("traceparent", traceparent)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            String body = response.body();
            return new Answer(response.statusCode(), body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    JsonNode rollout(String id) {
        return get("/api/rollouts/" + id);
    }

    String state(String id) {
        return rollout(id).path("state").asText();
    }

    List<JsonNode> history(String id) {
        List<JsonNode> events = new ArrayList<>();
        JsonNode history = get("/api/rollouts/" + id + "/history");
        (history.isArray() ? history : history.path("events")).forEach(events::add);
        return events;
    }
}
