package dev.towpath.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL in a container, with the same settings as the embedded one. Its data is in the container, and ends with it. */
public final class ContainerPostgresServer implements PostgresServer {
    /** Another one than the embedded server's, so that a run on containers proves something of its own. */
    static final PostgresVersion DEFAULT_VERSION = PostgresVersion.V17;

    private final PostgreSQLContainer<?> container;

    private ContainerPostgresServer(PostgreSQLContainer<?> container) {
        this.container = container;
    }

    @SuppressWarnings("resource") // closed by close()
    static ContainerPostgresServer start(PostgresOptions options) {
        if (options.data() != null) {
            throw new ServerNotStarted("a server in a container has no data folder of the caller's choice");
        }
        DockerImageName image = DockerImageName.parse("postgres:" + options.version() + "-alpine");
        PostgreSQLContainer<?> container = new PostgreSQLContainer<>(image)
                .withDatabaseName("postgres")
                .withUsername(PostgresCluster.SUPERUSER)
                .withPassword(PostgresCluster.PASSWORD);
        container.setCommand(command(options.settings()));
        if (options.port() != 0) {
            container.setPortBindings(List.of(options.port() + ":" + PostgreSQLContainer.POSTGRESQL_PORT));
        }
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
    public void revive() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        Wait.forSuccessfulCommand("pg_isready --host=127.0.0.1").waitUntilReady(container);
    }

    @Override
    public void close() {
        container.stop();
    }
}
