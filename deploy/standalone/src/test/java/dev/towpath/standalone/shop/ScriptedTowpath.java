package dev.towpath.standalone.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.towpath.contracts.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The presence interface as it is documented: says the phase that the test sets, remembers who said what. */
final class ScriptedTowpath implements AutoCloseable {
    static final String ROLLOUT = "shop." + ShopPlace.REVISION;

    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer server;
    private final Map<String, JsonNode> present = new ConcurrentHashMap<>();
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private volatile String phases = "[]";
    private long version;

    ScriptedTowpath() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/services/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void announce(Phase phase) {
        version++;
        phases = """
                [{"rollout_id":"%s","database":"shop","revision":"%s","phase":"%s","percentage":100,"version":%d,
                  "since":"2026-03-06T10:00:00Z"}]
                """.formatted(ROLLOUT, ShopPlace.REVISION, phase.wireName(), version);
    }

    /** Whether every instance has acknowledged that phase of our rollout. */
    boolean acknowledgedByAll(Phase phase) {
        return Seat.ALL.stream().allMatch(seat -> presence(seat.instance())
                .path("acknowledged")
                .path(ROLLOUT)
                .asText()
                .equals(phase.wireName()));
    }

    JsonNode presence(String instance) {
        return present.getOrDefault(instance, JSON.missingNode());
    }

    Set<String> left() {
        return Set.copyOf(left);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        String instance = path.substring(path.lastIndexOf('/') + 1);
        if (call.getRequestMethod().equals("DELETE")) {
            left.add(instance + " " + presence(instance).path("version").asText());
            present.remove(instance);
            call.sendResponseHeaders(204, -1);
        } else {
            present.put(instance, JSON.readTree(call.getRequestBody()));
            byte[] body = phases.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, body.length);
            call.getResponseBody().write(body);
        }
        call.close();
    }
}
