package dev.towpath.orchestrator.kafka;

import dev.towpath.orchestrator.migration.Migration;
import dev.towpath.servers.KafkaServer;
import dev.towpath.servers.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A migrated store and a Kafka for an application under test. */
public final class ServersResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable PostgresServer runningPostgres;
    private @Nullable KafkaServer runningKafka;

    @Override
    public Map<String, String> start() {
        PostgresServer postgres = PostgresServer.start();
        runningPostgres = postgres;
        KafkaServer kafka = KafkaServer.start();
        runningKafka = kafka;
        postgres.createDatabase("towpath");
        try {
            new Migration(
                            postgres.uri("towpath"),
                            postgres.superuser(),
                            postgres.superuserPassword(),
                            kafka.bootstrap())
                    .run();
        } catch (SQLException e) {
            throw new IllegalStateException("the store can't be migrated", e);
        }
        return Map.of(
                "towpath.store.url", postgres.uri("towpath"),
                "towpath.store.username", postgres.superuser(),
                "towpath.store.password", postgres.superuserPassword(),
                "kafka.bootstrap.servers", kafka.bootstrap());
    }

    @Override
    public void stop() {
        if (runningKafka != null) {
            runningKafka.close();
        }
        if (runningPostgres != null) {
            runningPostgres.close();
        }
    }
}
