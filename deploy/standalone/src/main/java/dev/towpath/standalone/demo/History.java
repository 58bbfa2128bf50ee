package dev.towpath.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.towpath.contracts.codec.EventHash;
import dev.towpath.standalone.part.Http;
import java.io.IOException;
import java.net.http.HttpResponse;

/** A rollout's history as anybody can get it, and whether its chain of hashes holds. */
record History(String stream, JsonNode events) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static History of(String stream, int apiPort) throws IOException {
        String path = "/api/rollouts/" + stream + "/history";
        HttpResponse<String> answer =
                Http.send(Http.request(Http.local(apiPort, path)).build());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered with " + answer.statusCode());
        }
        return new History(stream, JSON.readTree(answer.body()));
    }

    /**
     * What is wrong with the chain; empty if every event has the hash that its content gives, follows its predecessor,
     * and the last one is the one that {@code head} says, which came another way.
     */
    String fault(String head) {
        String previous = EventHash.FIRST;
        long version = 0;
        for (JsonNode event : events) {
            version++;
            if (event.path("version").asLong() != version) {
                return "version " + version + " is missing";
            }
            if (!event.path("previous_hash").asText().equals(previous)) {
                return "version " + version + " does not follow its predecessor";
            }
            previous = EventHash.of(stream, event);
            if (!event.path("hash").asText().equals(previous)) {
                return "version " + version + " was changed";
            }
        }
        return previous.equals(head) ? "" : "the last event is not the one that was heard over Kafka";
    }
}
