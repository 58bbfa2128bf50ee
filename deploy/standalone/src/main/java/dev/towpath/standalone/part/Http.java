package dev.towpath.standalone.part;

import dev.towpath.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Short HTTP calls to our own programs. */
public final class Http {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private Http() {}

    /** The address of {@code path} on the server that listens on {@code port} of this machine. */
    public static URI local(int port, String path) {
        return URI.create("http://" + Ports.HOST + ":" + port + path);
    }

    /** A request that gives up after a few seconds. */
    public static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    /** The whole answer, as text. */
    public static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Whether a GET is answered with 200. */
    static boolean answersOk(URI address) {
        try {
            return send(request(address).build()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
