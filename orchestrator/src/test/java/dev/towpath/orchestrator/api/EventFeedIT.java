package dev.towpath.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log as server-sent events, read as a browser or curl reads it. */
@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
@Timeout(60)
class EventFeedIT {
    private static final String DATABASE = "feeds";

    private final HttpClient http = HttpClient.newHttpClient();
    private final MessageCodec codec = new MessageCodec();

    @BeforeEach
    void given_a_registered_database() {
        Client.register(DATABASE);
    }

    @Test
    void a_feed_tells_what_has_happened_and_then_what_happens() throws Exception {
        Client.submit(DATABASE, "live").statusCode(202);
        try (Stream<String> lines = open("/rollouts/feeds.live/events", "")) {
            Iterator<String> feed = lines.iterator();
            assertThat(next(feed).data()).contains("rollout-submitted").contains("\"version\":1,");
            assertThat(next(feed).data()).contains("plan-requested").contains("\"version\":2,");

            Client.act(Client.REVIEWER, "feeds.live", "pause").statusCode(202);

            assertThat(next(feed).data()).contains("rollout-paused").contains("\"version\":3,");
        }
    }

    @Test
    void a_feed_resumes_right_after_the_last_event_that_was_seen() throws Exception {
        Client.submit(DATABASE, "resumed").statusCode(202);
        Client.act(Client.REVIEWER, "feeds.resumed", "pause").statusCode(202);
        Client.act(Client.REVIEWER, "feeds.resumed", "resume").statusCode(202);
        List<Event> all = take("/rollouts/feeds.resumed/events", "", 3);

        List<Event> rest = take("/rollouts/feeds.resumed/events", all.getFirst().id(), 2);

        assertThat(rest).containsExactlyElementsOf(all.subList(1, 3));
    }

    @Test
    void the_log_is_told_in_one_order_to_everybody() throws Exception {
        Client.submit(DATABASE, "ordered").statusCode(202);
        Client.act(Client.REVIEWER, "feeds.ordered", "pause").statusCode(202);
        List<Event> first = take("/events", "", 4);

        List<Event> rest = take("/events", first.get(1).id(), 2);

        assertThat(rest).containsExactlyElementsOf(first.subList(2, 4));
        assertThat(codec.mapper().readTree(first.getFirst().data()).fieldNames())
                .toIterable()
                .contains(
                        "position",
                        "stream",
                        "version",
                        "type",
                        "time",
                        "actor",
                        "reason",
                        "data",
                        "hash",
                        "previous_hash");
    }

    @Test
    void a_feed_starts_with_a_heartbeat_so_that_a_client_knows_that_it_is_open() throws Exception {
        try (Stream<String> lines = open("/events", "")) {
            assertThat(lines.filter(line -> line.startsWith(":")).findFirst()).isPresent();
        }
    }

    private List<Event> take(String path, String after, int count) throws Exception {
        try (Stream<String> lines = open(path, after)) {
            Iterator<String> feed = lines.iterator();
            List<Event> events = new ArrayList<>();
            while (events.size() < count) {
                events.add(next(feed));
            }
            return events;
        }
    }

    private Stream<String> open(String path, String after) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api" + path))
                .timeout(Duration.ofSeconds(20));
        if (!after.isEmpty()) {
            request.header("Last-Event-ID", after);
        }
        HttpResponse<Stream<String>> response = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        return response.body();
    }

    private static Event next(Iterator<String> feed) {
        String id = "";
        StringBuilder data = new StringBuilder();
        while (true) {
            String line = feed.next();
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.isEmpty() && !data.isEmpty()) {
                return new Event(id, data.toString());
            }
        }
    }

    private record Event(String id, String data) {}
}
