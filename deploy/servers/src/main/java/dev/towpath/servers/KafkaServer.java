package dev.towpath.servers;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** Kafka within this JVM, for tests: one node, a free port, a temporary folder that {@link #close} removes. */
public final class KafkaServer implements AutoCloseable {
    /** Held, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

    private static final Logger BROKER_LOG = Logger.getLogger("kafka");

    private final KafkaSettings settings;
    private KafkaRaftServer server;

    private KafkaServer(KafkaSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /** Returns when clients are served, after 3 to 5 seconds. */
    public static KafkaServer start() {
        KAFKA_LOG.setLevel(Level.WARNING);
        BROKER_LOG.setLevel(Level.WARNING);
        Path data = Folders.temporary("towpath-kafka-");
        KafkaSettings settings = KafkaSettings.direct(data);
        settings.format();
        return new KafkaServer(settings, started(settings));
    }

    /** Serves nobody until {@link #revive}; what it has, it keeps. */
    public void halt() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Serves again what it had, at the same address. */
    public void revive() {
        server = started(settings);
    }

    public String bootstrap() {
        return settings.bootstrap();
    }

    private static KafkaRaftServer started(KafkaSettings settings) {
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings.properties(), false), Time.SYSTEM);
        server.startup();
        return server;
    }

    @Override
    public void close() {
        halt();
        Folders.delete(settings.data());
    }
}
