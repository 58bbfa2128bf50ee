package dev.towpath.standalone;

import dev.towpath.standalone.part.WatchedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./towpath up}: everything, until it is told to end. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Runs store, target, Kafka, orchestrator and agent on 127.0.0.1 until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    private static final int BUILT_VERSION = 18;

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
            names = "--target-version",
            paramLabel = "13…18",
            defaultValue = "18",
            description = "PostgreSQL of the target (${DEFAULT-VALUE}).")
    private int targetVersion;

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
            description = "Orchestrators (${DEFAULT-VALUE}).")
    private int orchestrators;

    @Option(names = "--shop", description = "Sample tables and services.")
    private boolean shop;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Settings settings = settings();
        try (RunningStandalone standalone = RunningStandalone.prepare(settings, News::say)) {
            EndOnSignal.of(standalone);
            standalone.start();
            News.ready(settings.endpoints().readyLine(settings.target()));
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private Settings settings() {
        refuseWhatIsNotBuilt();
        if (agents < 1) {
            throw new Refused("--agents", "give 1 or more");
        }
        List<WatchedDatabase> own =
                databases.stream().map(DatabaseOption::parse).toList();
        if (noTarget && own.isEmpty()) {
            throw new Refused("--no-target", "give a --database, too");
        }
        refuseSameId(own);
        return new Settings(data, new Endpoints(apiPort, kafkaPort, storePort, targetPort), !noTarget, agents, own);
    }

    private void refuseWhatIsNotBuilt() {
        if (targetVersion != BUILT_VERSION) {
            throw Refused.notSupportedYet(
                    "--target-version",
                    "only " + BUILT_VERSION + " is built; give a server of another version by --database");
        }
        if (orchestrators != 1) {
            throw Refused.notSupportedYet("--orchestrators", "only 1 is built");
        }
        if (shop) {
            throw Refused.notSupportedYet("--shop", "the sample tables and services are not built");
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
