package dev.towpath.orchestrator.migration;

import dev.towpath.orchestrator.eventstore.StoreGeneration;
import dev.towpath.orchestrator.kafka.TopicAdmin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * The migrate job: {@code java -jar quarkus-run.jar migrate}. Brings the store's schema to this build's version, counts
 * the server if it is a new one, and makes the fixed topics. May be run again at any time, and by several at once.
 *
 * <p>Failure semantics: throws, and the process ends with a status other than 0; each migration is one transaction, so
 * the next run goes on where this one stopped.
 */
public final class Migration {
    private final String jdbcUrl;
    private final String username;
    private final String password;
    private final String brokers;

    /** {@code storeUrl} is {@code postgresql://host:port/database}. */
    public Migration(String storeUrl, String username, String password, String brokers) {
        this.jdbcUrl = "jdbc:" + storeUrl;
        this.username = username;
        this.password = password;
        this.brokers = brokers;
    }

    public void run() throws SQLException {
        migrateStore();
        try (TopicAdmin topics = new TopicAdmin(Map.of("bootstrap.servers", brokers))) {
            topics.makeFixedTopics().await().indefinitely();
        }
    }

    /** The store alone, for tests and tools without Kafka. */
    public void migrateStore() throws SQLException {
        Flyway flyway = Flyway.configure(Migration.class.getClassLoader())
                .dataSource(jdbcUrl, username, password)
                .resourceProvider(new ListedMigrations())
                .connectRetries(10)
                .load();
        flyway.migrate();
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(StoreGeneration.RAISE);
        }
    }
}
