package dev.towpath.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers requests as it was told to, in order; the last answer of a path is given again and again. */
final class ScriptedServer implements AutoCloseable {
    record Request(String line, Map<String, List<String>> headers, String body) {}

    private record Scripted(int status, String body) {}

    private final Map<String, Deque<Scripted>> script = new HashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param line such as {@code GET /api/rollouts} */
    ScriptedServer on(String line, int status, String body) {
        script.computeIfAbsent(line, key -> new ArrayDeque<>()).add(new Scripted(status, body));
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(line, exchange.getRequestHeaders(), body));
        Deque<Scripted> answers = script.getOrDefault(line, new ArrayDeque<>());
        Scripted answer = answers.size() > 1 ? answers.remove() : answers.peek();
        byte[] bytes = (answer == null ? "{\"rule\":\"NotScripted\"}" : answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer == null ? 404 : answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
