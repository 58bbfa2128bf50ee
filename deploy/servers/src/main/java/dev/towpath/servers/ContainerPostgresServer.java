package dev.towpath.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL in a container, with the same settings as the embedded one. Options of folder and port don't apply here. */
public final class ContainerPostgresServer implements PostgresServer {
    private static final DockerImageName IMAGE = DockerImageName.parse("postgres:17-alpine");

    private final PostgreSQLContainer<?> container;

    private ContainerPostgresServer(PostgreSQLContainer<?> container) {
        this.container = container;
    }

    @SuppressWarnings("resource") // closed by close()
    static ContainerPostgresServer start(PostgresOptions options) {
        if (options.data() != null || options.port() != 0) {
            throw new ServerNotStarted("a server in a container has no data folder or port of the caller's choice");
        }
        PostgreSQLContainer<?> container = new PostgreSQLContainer<>(IMAGE)
                .withDatabaseName("postgres")
                .withUsername(PostgresCluster.SUPERUSER)
                .withPassword(PostgresCluster.PASSWORD);
        container.setCommand(command(options.settings()));
        container.start();
        return new ContainerPostgresServer(container);
    }

    private static String[] command(Map<String, String> chosen) {
        Map<String, String> settings = new TreeMap<>(PostgresCluster.SETTINGS);
        settings.remove("unix_socket_directories"); // the image's own start script needs its socket
        settings.put("listen_addresses", "*");
        settings.putAll(chosen);
        List<String> command = new ArrayList<>(List.of("postgres"));
        settings.forEach((key, value) -> {
            command.add("-c");
            command.add(key + "=" + value);
        });
        return command.toArray(String[]::new);
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
