package dev.towpath.bench.orchestrator;

import dev.towpath.servers.Folders;
import dev.towpath.servers.Ports;
import dev.towpath.servers.PostgresCluster;
import dev.towpath.servers.PostgresVersion;
import dev.towpath.standalone.part.Jars;
import dev.towpath.standalone.part.KafkaProgram;
import dev.towpath.standalone.part.OrchestratorProgram;
import dev.towpath.standalone.part.PostgresProgram;
import dev.towpath.standalone.part.StoreServer;
import dev.towpath.standalone.process.Job;
import dev.towpath.standalone.process.PidFile;
import dev.towpath.standalone.process.Program;
import dev.towpath.standalone.process.ProgramFiles;
import dev.towpath.standalone.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Kafka and the store's PostgreSQL, each a process with its defaults, on free ports and a temporary folder; fsync is on. */
final class Machine implements AutoCloseable {
    private final Path folder = Folders.temporary("towpath-bench-");
    private final ProgramFiles files;
    private final Supervisor servers;
    private final List<Supervisor> programs = new CopyOnWriteArrayList<>();
    private final KafkaProgram kafka;
    private final StoreServer store;

    Machine() throws IOException, SQLException {
        folder.toFile().setExecutable(true, false); // the server may run as another user
        files = new ProgramFiles(
                Files.createDirectory(folder.resolve("run")), Files.createDirectory(folder.resolve("log")));
        servers = new Supervisor(files, Page::progress);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        int kafkaPort = Ports.free();
        kafka = new KafkaProgram(Files.createDirectory(folder.resolve("kafka")), kafkaPort, kafkaPort);
        store = new StoreServer(Ports.free());
        PostgresProgram postgres =
                new PostgresProgram("store", PostgresVersion.DEFAULT, folder.resolve("store"), store.port());
        Page.progress("starting PostgreSQL and Kafka (logs: " + files.logFolder() + ")");
        servers.start(List.of(kafka, postgres));
        store.furnish();
        Job.runAll(List.of(orchestrator(1).migration()), files);
    }

    String bootstrap() {
        return kafka.bootstrap();
    }

    /** One of several orchestrators, on a free port; not started. */
    OrchestratorProgram orchestrator(int number) {
        return new OrchestratorProgram(
                "orchestrator-" + number,
                Jars.find().orchestrator(),
                Ports.free(),
                bootstrap(),
                store.login(store.port()));
    }

    /** Starts a program and returns when it is ready; it runs until the supervisor is closed. */
    Supervisor start(Program program) {
        Supervisor supervisor = new Supervisor(files, Page::progress);
        programs.add(supervisor);
        supervisor.start(List.of(program));
        return supervisor;
    }

    /** The process of a program that was started here. */
    ProcessFigures figures(String program) {
        return new ProcessFigures(new PidFile(files.runFolder().resolve(program + ".pid"))
                .running()
                .orElseThrow()
                .pid());
    }

    ProcessFigures kafkaFigures() {
        return figures(kafka.name());
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + Ports.HOST + ":" + store.port() + "/towpath";
    }

    /** As Vert.x reads it, by the owner of the tables. */
    String uri() {
        return "postgresql://towpath:towpath@" + Ports.HOST + ":" + store.port() + "/towpath";
    }

    /** To the store, as superuser. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), PostgresCluster.SUPERUSER, PostgresCluster.PASSWORD);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one number that the query gives; 0 for no row. */
    long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Also when the run is broken off. */
    private void end() {
        programs.forEach(Supervisor::close);
        servers.close();
    }

    @Override
    public void close() {
        end();
        Folders.delete(folder);
    }
}
