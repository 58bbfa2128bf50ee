package dev.towpath.orchestrator;

import dev.towpath.orchestrator.migration.Migration;
import dev.towpath.servers.KafkaServer;
import dev.towpath.servers.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store and a broker of the test's own, migrated by the migrate job. Tests that name this resource, and no other, share
 * one start of the application.
 */
public final class OrchestratorServers implements QuarkusTestResourceLifecycleManager {
    private static final String DATABASE = "towpath";

    private @Nullable PostgresServer store;
    private @Nullable KafkaServer kafka;

    @Override
    public Map<String, String> start() {
        store = PostgresServer.start();
        store.createDatabase(DATABASE);
        kafka = KafkaServer.start();
        String url = "postgresql://" + store.host() + ":" + store.port() + "/" + DATABASE;
        migrate(url, store.superuser(), store.superuserPassword(), kafka.bootstrap());
        return Map.of(
                "towpath.store.url",
                url,
                "towpath.store.username",
                store.superuser(),
                "towpath.store.password",
                store.superuserPassword(),
                "kafka.bootstrap.servers",
                kafka.bootstrap(),
                "store.jdbc-url",
                store.jdbcUrl(DATABASE),
                "towpath.agent.silent-after",
                "3s",
                "towpath.services.silent-after",
                "3s",
                "towpath.services.lease",
                "3s",
                // The build passes on keys of its own (towpath.servers), which a running orchestrator would refuse.
                "smallrye.config.mapping.validate-unknown",
                "false");
    }

    private static void migrate(String url, String user, String password, String brokers) {
        try {
            new Migration(url, user, password, brokers).run();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
