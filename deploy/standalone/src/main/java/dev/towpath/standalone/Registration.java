package dev.towpath.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.standalone.part.Http;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes databases known to the orchestrator, and waits until their agents have been heard of. */
record Registration(int apiPort) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Asking for what is so already is no failure. */
    void register(DatabaseId database) throws IOException {
        HttpRequest request = Http.request(Http.local(apiPort, "/api/databases"))
                .header("Content-Type", "application/json")
                .header("X-Towpath-Actor", "standalone")
                .header("Idempotency-Key", "standalone-register-" + database)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.createObjectNode()
                        .put("database", database.value())
                        .put("engine", "postgresql")
                        .toString()))
                .build();
        HttpResponse<String> answer = Http.send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("database " + database + " could not be registered: " + answer.body());
        }
    }

    /** Returns when an agent of {@code database} was heard after {@code since}; throws if none is in two minutes. */
    void awaitAgent(DatabaseId database, Instant since, CountDownLatch ending) throws IOException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!announced(database, since)) {
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("the agent of database " + database + " has not announced itself");
            }
            if (ended(ending)) {
                throw new IOException("ended before it was ready");
            }
        }
    }

    private boolean announced(DatabaseId database, Instant since) throws IOException {
        HttpResponse<String> answer =
                Http.send(Http.request(Http.local(apiPort, "/api/databases")).build());
        if (answer.statusCode() != 200) {
            return false;
        }
        for (JsonNode one : JSON.readTree(answer.body())) {
            if (one.path("id").asText().equals(database.value())) {
                String seen = one.path("agent").path("seen").asText();
                return !seen.isEmpty() && Instant.parse(seen).isAfter(since);
            }
        }
        return false;
    }

    private static boolean ended(CountDownLatch ending) {
        try {
            return ending.await(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
