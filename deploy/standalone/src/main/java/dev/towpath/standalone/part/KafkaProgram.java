package dev.towpath.standalone.part;

import dev.towpath.servers.KafkaSettings;
import dev.towpath.servers.Ports;
import dev.towpath.servers.ServerNotStarted;
import dev.towpath.standalone.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker in a JVM of its own; only warnings are logged.
 *
 * @param advertised where clients are told to come; {@code port} if nothing stands before it
 */
public record KafkaProgram(Path folder, int port, int advertised) implements Program {
    private static final List<String> FLAGS = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory");

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<String> prepare() throws IOException {
        KafkaSettings settings = new KafkaSettings(folder.resolve("data"), port, advertised, Ports.free());
        Path file = folder.resolve("server.properties");
        Files.createDirectories(folder);
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.properties().store(writer, "written anew at every start");
            settings.format();
        } catch (ServerNotStarted | UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        return JavaCommand.ofClass(FLAGS, "kafka.Kafka", file.toString());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    /** The broker opens its port when it can serve, not before. */
    @Override
    public boolean ready(long pid) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.HOST, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What clients connect to. */
    public String bootstrap() {
        return Ports.HOST + ":" + advertised;
    }
}
