package dev.towpath.standalone.shop.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.Phase;
import dev.towpath.standalone.part.Http;
import dev.towpath.standalone.shop.Seat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Towpath as a service sees it: two HTTP calls. Names are those of the documentation, not of Towpath's own classes, as in
 * any other language.
 */
final class Towpath {
    /**
     * What holds for our revision.
     *
     * @param version only grows
     */
    record Announced(String rolloutId, Phase phase, long version) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATABASE = "shop";

    private final URI address;
    private final Seat seat;
    private final String serviceVersion;
    private final String revision;

    /** @param revision the one that this service's code was written for */
    Towpath(int port, Seat seat, String serviceVersion, String revision) {
        this.address = Http.local(port, "/api/services/" + seat.service() + "/instances/" + seat.instance());
        this.seat = seat;
        this.serviceVersion = serviceVersion;
        this.revision = revision;
    }

    /**
     * Says that this instance lives and what it has carried through; the answer is what it should go by. Empty: nothing
     * is known of our revision, and the old shape holds. IOException: it can't be known now.
     */
    Optional<Announced> present(Map<String, Phase> acknowledged) throws IOException {
        ObjectNode body = JSON.createObjectNode()
                .put("service", seat.service())
                .put("instance", seat.instance())
                .put("version", serviceVersion)
                .put("database", DATABASE);
        ObjectNode phases = body.putObject("acknowledged");
        acknowledged.forEach((rollout, phase) -> phases.put(rollout, phase.wireName()));
        HttpResponse<String> answer = Http.send(Http.request(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
        if (answer.statusCode() != 200) {
            throw new IOException("presence was answered with " + answer.statusCode() + " " + answer.body());
        }
        return ours(JSON.readTree(answer.body()));
    }

    /** Says that this instance has ended. */
    void goodbye() throws IOException {
        Http.send(Http.request(address).DELETE().build());
    }

    private Optional<Announced> ours(JsonNode phases) {
        for (JsonNode one : phases) {
            if (one.path("revision").asText().equals(revision)) {
                return Optional.of(new Announced(
                        one.path("rollout_id").asText(),
                        Phase.valueOf(one.path("phase").asText().toUpperCase(Locale.ROOT)),
                        one.path("version").asLong()));
            }
        }
        return Optional.empty();
    }
}
