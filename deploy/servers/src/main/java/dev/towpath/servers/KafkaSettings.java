package dev.towpath.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node that is broker and controller at once, with its data folder. Limits are Kafka's defaults
 * ({@code message.max.bytes} above all); only what a single small node needs is set.
 *
 * @param port where it listens
 * @param advertised where clients are told to come: another port only if something stands between them and the broker
 */
public record KafkaSettings(Path data, int port, int advertised, int controllerPort) {
    private static final Map<String, String> SINGLE_NODE = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // A broker that was killed is let in again only when its old session is over.
            Map.entry("broker.session.timeout.ms", "2000"),
            Map.entry("broker.heartbeat.interval.ms", "300"),
            // The default, 128 MB, is more than half of what such a node is given.
            Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"));

    /** A broker that clients reach where it listens. */
    static KafkaSettings direct(Path data) {
        int port = Ports.free();
        return new KafkaSettings(data, port, port, Ports.free());
    }

    /** What a client connects to. */
    public String bootstrap() {
        return Ports.HOST + ":" + advertised;
    }

    /** Kafka's own configuration. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(SINGLE_NODE);
        properties.put("controller.quorum.voters", "1@" + Ports.HOST + ":" + controllerPort);
        properties.put(
                "listeners",
                "PLAINTEXT://" + Ports.HOST + ":" + port + ",CONTROLLER://" + Ports.HOST + ":" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://" + bootstrap());
        properties.put("log.dirs", data.toString());
        return properties;
    }

    /** Makes the data folder if there is none yet; it appears whole or not at all. */
    public void format() {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Path unfinished = data.resolveSibling(data.getFileName() + ".unfinished");
        try {
            Folders.delete(unfinished);
            Files.createDirectories(unfinished);
            format(unfinished);
            Folders.delete(data);
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void format(Path folder) {
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .setDirectories(List.of(folder.toString()))
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception e) { // Formatter.run declares no narrower one
            throw new ServerNotStarted("Kafka could not make its data folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
