package dev.towpath.orchestrator;

import static java.util.Map.entry;

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
        return Map.ofEntries(
                entry("towpath.store.url", url),
                entry("towpath.store.username", store.superuser()),
                entry("towpath.store.password", store.superuserPassword()),
                entry("kafka.bootstrap.servers", kafka.bootstrap()),
                // The tests share a database, and leave steps with an agent who is gone.
                entry("towpath.budget.steps", "1000"),
                entry("towpath.budget.backfills", "1000"),
                entry("towpath.agent.silent-after", "3s"),
                entry("towpath.services.silent-after", "3s"),
                entry("towpath.services.lease", "3s"),
                // The build passes on keys of its own (towpath.servers), which a running orchestrator would refuse.
                entry("smallrye.config.mapping.validate-unknown", "false"));
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
