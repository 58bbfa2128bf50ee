package dev.towpath.standalone;

import dev.towpath.servers.PostgresVersion;
import dev.towpath.standalone.part.WatchedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./towpath up}: everything, until it is told to end. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Runs store, target, Kafka, orchestrator and agent on 127.0.0.1 until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    static final String TARGET_VERSION = "--target-version";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".towpath",
            description = "Where everything is kept (${DEFAULT-VALUE}).")
    private Path data = Path.of(".towpath");

    @Option(names = "--api-port", paramLabel = "PORT", defaultValue = "8080", description = "REST (${DEFAULT-VALUE}).")
    private int apiPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "19092",
            description = "Kafka (${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--store-port",
            paramLabel = "PORT",
            defaultValue = "15432",
            description = "The orchestrator's PostgreSQL (${DEFAULT-VALUE}).")
    private int storePort;

    @Option(
            names = "--target-port",
            paramLabel = "PORT",
            defaultValue = "15433",
            description = "PostgreSQL with database shop (${DEFAULT-VALUE}).")
    private int targetPort;

    @Option(
            names = "--database",
            paramLabel = "ID=URL",
            description =
                    "A database on a server of your own, as postgresql://agent-role:password@host:port/name; may be repeated.")
    private List<String> databases = List.of();

    @Option(names = "--no-target", description = "No target server: only the databases given by --database.")
    private boolean noTarget;

    @Option(
            names = TARGET_VERSION,
            paramLabel = "13…18",
            defaultValue = "18",
            description =
                    "PostgreSQL of the target (${DEFAULT-VALUE}). Another one than 18 is fetched through Maven once.")
    private String targetVersion = "";

    @Option(
            names = "--agents",
            paramLabel = "N",
            defaultValue = "1",
            description = "Agents per database; one works, the others stand by.")
    private int agents;

    @Option(
            names = "--orchestrators",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Orchestrators (${DEFAULT-VALUE}); REST on --api-port is the first one's, the others' ports are free ones.")
    private int orchestrators;

    @Mixin
    private Detours detours = new Detours();

    @Option(names = "--shop", description = "Sample tables, and two services that use them.")
    private boolean shop;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Settings settings = settings();
        try (RunningStandalone standalone = RunningStandalone.prepare(settings, News::say)) {
            EndOnSignal.of(standalone);
            standalone.start();
            News.ready(settings.endpoints().readyLine(settings.target().isPresent()));
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private Settings settings() {
        refuseShopWithoutTarget();
        atLeastOne("--agents", agents);
        atLeastOne("--orchestrators", orchestrators);
        detours.check(orchestrators, agents);
        List<WatchedDatabase> own =
                databases.stream().map(DatabaseOption::parse).toList();
        if (noTarget && own.isEmpty()) {
            throw new Refused("--no-target", "give a --database, too");
        }
        refuseSameId(own);
        return new Settings(
                data,
                new Endpoints(apiPort, kafkaPort, storePort, targetPort),
                detours,
                target(),
                orchestrators,
                agents,
                own,
                shop);
    }

    private static void atLeastOne(String option, int number) {
        if (number < 1) {
            throw new Refused(option, "give 1 or more");
        }
    }

    private Optional<PostgresVersion> target() {
        try {
            PostgresVersion version = PostgresVersion.of(targetVersion);
            return noTarget ? Optional.empty() : Optional.of(version);
        } catch (IllegalArgumentException e) {
            throw new Refused(TARGET_VERSION, String.valueOf(e.getMessage()));
        }
    }

    private void refuseShopWithoutTarget() {
        if (shop && noTarget) {
            throw new Refused("--shop", "its tables live on the target server: leave out --no-target");
        }
    }

    private void refuseSameId(List<WatchedDatabase> own) {
        Set<String> seen = new HashSet<>(noTarget ? Set.of() : Set.of("shop"));
        for (WatchedDatabase one : own) {
            if (!seen.add(one.id().value())) {
                throw new Refused(DatabaseOption.OPTION, one.id() + " is given twice, or is the target server's own");
            }
        }
    }
}
