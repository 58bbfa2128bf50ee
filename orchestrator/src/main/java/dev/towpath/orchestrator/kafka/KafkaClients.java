package dev.towpath.orchestrator.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Clients beside the channels, with the brokers and credentials ({@code kafka.*}) that the channels have. */
public final class KafkaClients {
    private KafkaClients() {}

    @Produces
    @Singleton
    static TopicAdmin admin(@Identifier("default-kafka-broker") Map<String, Object> brokers) {
        return new TopicAdmin(brokers);
    }

    static void close(@Disposes TopicAdmin admin) {
        admin.close();
    }
}
