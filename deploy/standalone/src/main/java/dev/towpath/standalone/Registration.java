package dev.towpath.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.standalone.part.Http;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes databases known to the orchestrator, and waits until their agents have been heard of. */
record Registration(int apiPort) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Asking for what is so already is no failure, and so it is asked for again until there is an answer. */
    void register(DatabaseId database, CountDownLatch ending) throws IOException {
        HttpRequest request = Http.request(Http.local(apiPort, "/api/databases"))
                .header("Content-Type", "application/json")
                .header("X-Towpath-Actor", "standalone")
                .header("Idempotency-Key", "standalone-register-" + database)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.createObjectNode()
                        .put("database", database.value())
                        .put("engine", "postgresql")
                        .toString()))
                .build();
        HttpResponse<String> answer = answered(request, Instant.now().plus(PATIENCE), ending);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("database " + database + " could not be registered: " + answer.body());
        }
    }

    /** Returns when an agent of {@code database} was heard after {@code since}; throws if none is in two minutes. */
    void awaitAgent(DatabaseId database, Instant since, CountDownLatch ending) throws IOException {
        Instant deadline = Instant.now().plus(PATIENCE);
        HttpRequest request =
                Http.request(Http.local(apiPort, "/api/databases")).build();
        while (!announced(answered(request, deadline, ending), database, since)) {
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("the agent of database " + database + " has not announced itself");
            }
            failIfEnded(ending);
        }
    }

    /** The first answer that isn't 503; a machine that is out of breath may leave some without one. */
    private static HttpResponse<String> answered(HttpRequest request, Instant deadline, CountDownLatch ending)
            throws IOException {
        while (true) {
            try {
                HttpResponse<String> answer = Http.send(request);
                if (answer.statusCode() != 503 || Instant.now().isAfter(deadline)) {
                    return answer;
                }
            } catch (HttpTimeoutException late) {
                if (Instant.now().isAfter(deadline)) {
                    throw late;
                }
            }
            failIfEnded(ending);
        }
    }

    private static boolean announced(HttpResponse<String> answer, DatabaseId database, Instant since)
            throws IOException {
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

    private static void failIfEnded(CountDownLatch ending) throws IOException {
        if (ended(ending)) {
            throw new IOException("ended before it was ready");
        }
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
