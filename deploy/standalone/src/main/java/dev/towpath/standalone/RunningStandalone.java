package dev.towpath.standalone;

import dev.towpath.servers.PostgresCluster;
import dev.towpath.servers.PostgresVersion;
import dev.towpath.servers.ServerNotStarted;
import dev.towpath.standalone.part.Jars;
import dev.towpath.standalone.part.KafkaProgram;
import dev.towpath.standalone.part.PostgresProgram;
import dev.towpath.standalone.part.StoreServer;
import dev.towpath.standalone.part.TargetServer;
import dev.towpath.standalone.part.WatchedDatabase;
import dev.towpath.standalone.process.Job;
import dev.towpath.standalone.process.Leftovers;
import dev.towpath.standalone.process.Program;
import dev.towpath.standalone.process.Supervisor;
import dev.towpath.standalone.shop.ShopFolder;
import dev.towpath.standalone.shop.ShopPlace;
import dev.towpath.standalone.shop.ShopProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Everything, running: servers first, then the jobs that bring store and ledger to this version, then orchestrator and
 * agents. {@link #close} ends all of it within 30 seconds, at any moment, also in the middle of the start.
 */
final class RunningStandalone implements AutoCloseable {
    private static final int STOP_SECONDS = 8;

    private final Settings settings;
    private final DataFolder folder;
    private final Supervisor supervisor;
    private final Consumer<String> news;
    private final CountDownLatch ending = new CountDownLatch(1);

    private RunningStandalone(Settings settings, DataFolder folder, Consumer<String> news) {
        this.settings = settings;
        this.folder = folder;
        this.news = news;
        this.supervisor = new Supervisor(folder.files(), news);
    }

    /**
     * Takes the folder, ends what an earlier run has left in it, and checks the ports; nothing is started yet.
     *
     * @param news is told, in sentences for people, what happens
     */
    static RunningStandalone prepare(Settings settings, Consumer<String> news) {
        DataFolder folder = DataFolder.open(settings.data());
        try {
            PostgresProgram.stopServer(folder.target(), STOP_SECONDS);
            PostgresProgram.stopServer(folder.store(), STOP_SECONDS);
            new Leftovers(folder.files()).end(news);
            settings.endpoints().check(settings.target().isPresent());
            settings.target().ifPresent(version -> provide(version, folder.target(), news));
            return new RunningStandalone(settings, folder, news);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static void provide(PostgresVersion version, Path data, Consumer<String> news) {
        PostgresCluster.version(data).filter(made -> made != version).ifPresent(made -> {
            throw new Refused(
                    UpCommand.TARGET_VERSION,
                    data + " was made by PostgreSQL " + made + ": give " + made + ", or another --data");
        });
        try {
            PostgresCluster.provide(version, news);
        } catch (ServerNotStarted e) {
            throw new Refused(UpCommand.TARGET_VERSION, "PostgreSQL " + version + " can't be had: " + e.getMessage());
        }
    }

    /** Returns when a command sent now will be acted on. */
    void start() throws IOException, SQLException {
        Jars jars = Jars.find();
        Instant began = Instant.now();
        int port = settings.endpoints().kafka();
        KafkaProgram kafka =
                new KafkaProgram(folder.kafka(), port, settings.detours().kafka(port));
        StoreServer store = new StoreServer(settings.endpoints().store());
        news.accept("starting PostgreSQL and Kafka (logs: " + folder.logs() + ")");
        supervisor.start(servers(kafka));
        store.furnish();
        List<WatchedDatabase> databases = databases();

        Applications applications = Applications.of(settings, jars, kafka, store, databases);
        applications.tell(news);
        Job.runAll(applications.migrations(), folder.files());
        supervisor.start(applications.programs());
        introduce(databases, began);
        if (settings.shop()) {
            news.accept("opening the shop (" + folder.shop() + ")");
            supervisor.start(List.of(new ShopProgram(shop(), folder.files())));
        }
    }

    /** Where the sample shop is, if it is part of this. */
    ShopPlace shop() {
        return new ShopPlace(
                new ShopFolder(folder.shop()),
                settings.endpoints().target(),
                settings.endpoints().api(),
                ShopPlace.REVISION);
    }

    @Override
    public void close() {
        ending.countDown();
        supervisor.close();
        folder.close();
    }

    private List<Program> servers(KafkaProgram kafka) {
        List<Program> servers = new ArrayList<>();
        servers.add(kafka);
        Endpoints endpoints = settings.endpoints();
        servers.add(new PostgresProgram("store", PostgresVersion.DEFAULT, folder.store(), endpoints.store()));
        settings.target()
                .map(version -> new PostgresProgram("target", version, folder.target(), endpoints.target()))
                .ifPresent(servers::add);
        return servers;
    }

    private List<WatchedDatabase> databases() throws SQLException {
        List<WatchedDatabase> databases = new ArrayList<>();
        if (settings.target().isPresent()) {
            TargetServer target = new TargetServer(settings.endpoints().target());
            target.furnish();
            databases.add(target.watched());
        }
        databases.addAll(settings.databases());
        return databases;
    }

    private void introduce(List<WatchedDatabase> databases, Instant began) throws IOException {
        Registration registration = new Registration(settings.endpoints().api());
        for (WatchedDatabase database : databases) {
            registration.register(database.id(), ending);
        }
        for (WatchedDatabase database : databases) {
            registration.awaitAgent(database.id(), began, ending);
        }
    }
}
