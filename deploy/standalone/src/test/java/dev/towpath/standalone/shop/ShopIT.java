package dev.towpath.standalone.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.Phase;
import dev.towpath.servers.Ports;
import dev.towpath.servers.PostgresVersion;
import dev.towpath.standalone.part.Bundled;
import dev.towpath.standalone.part.PostgresProgram;
import dev.towpath.standalone.part.TargetServer;
import dev.towpath.standalone.process.PidFile;
import dev.towpath.standalone.process.ProgramFiles;
import dev.towpath.standalone.process.Supervisor;
import dev.towpath.standalone.shop.report.Measured;
import dev.towpath.standalone.shop.report.ShopReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop as processes on a real server, told the phases by a script: what it promises to whoever judges Towpath by it. */
class ShopIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final int port = Ports.free();
    private ScriptedTowpath towpath;
    private Supervisor server;
    private Supervisor shop;
    private ShopFolder files;
    private ShopReport report;

    @BeforeEach
    void open() throws Exception {
        towpath = new ScriptedTowpath();
        ProgramFiles run = new ProgramFiles(
                Files.createDirectory(folder.resolve("run")), Files.createDirectory(folder.resolve("log")));
        server = new Supervisor(run, line -> {});
        server.start(List.of(new PostgresProgram("target", PostgresVersion.DEFAULT, folder.resolve("target"), port)));
        new TargetServer(port).furnish();
        files = new ShopFolder(folder.resolve("shop"));
        report = new ShopReport(files);
        shop = new Supervisor(run, line -> {});
        shop.start(List.of(new ShopProgram(new ShopPlace(files, port, towpath.port(), ShopPlace.REVISION), run)));
    }

    @AfterEach
    void close() {
        shop.close();
        server.close();
        towpath.close();
    }

    @Test
    void follows_a_rename_and_its_way_back_under_load_without_failing_a_request() throws Exception {
        awaitServed(300);
        prepareBothColumns();
        announceAndAwait(Phase.DUAL_WRITE);
        sql("UPDATE users SET display_name = full_name WHERE display_name IS NULL");
        announceAndAwait(Phase.READ_NEW);
        announceAndAwait(Phase.NEW_ONLY);
        sql("DROP TRIGGER keep_equal ON users", "ALTER TABLE users RENAME full_name TO hidden");
        sql("ALTER TABLE users ALTER hidden DROP NOT NULL", "ALTER TABLE users DROP CONSTRAINT users_are_named");
        awaitServed(300);
        assertNothingWrong();
        sql(
                "LOCK TABLE users",
                "UPDATE users SET hidden = display_name",
                "ALTER TABLE users RENAME hidden TO full_name",
                Bundled.text("shop/pair.sql").replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"));
        announceAndAwait(Phase.READ_NEW);
        announceAndAwait(Phase.DUAL_WRITE);
        awaitServed(300);
        assertNothingWrong();
        shop.close();
        assertThat(report.lostNames(names("full_name"))).isEmpty();
        assertThat(towpath.left()).contains("crm-1 2.3.0", "crm-1 2.4.0", "billing-2 1.8.0", "billing-2 1.9.0");
    }

    @Test
    void counts_apart_what_a_killed_server_caused_and_goes_on_when_it_is_back_and_after_its_own_kills()
            throws Exception {
        awaitServed(300);
        kill("target");
        await().atMost(PATIENCE).until(() -> report.total().connectionErrorCount() > 0);
        awaitServed(300);
        killAndAwait("shop-crm-2", files.serving(Seat.of("crm-2")));
        awaitServed(300);
        killAndAwait("shop", files.open());
        awaitServed(300);
        shop.close();
        assertNothingWrong();
        assertThat(report.lostNames(names("full_name"))).isEmpty();
    }

    private void kill(String program) {
        ProcessHandle process = new PidFile(folder.resolve("run").resolve(program + ".pid"))
                .running()
                .orElseThrow();
        process.destroyForcibly();
    }

    /** Returns when its successor has said in {@code mark} that it does its work. */
    private void killAndAwait(String program, Path mark) {
        String before = ShopFolder.read(mark);
        kill(program);
        await().atMost(PATIENCE).until(() -> {
            String now = ShopFolder.read(mark);
            return !now.isEmpty() && !now.equals(before);
        });
    }

    private void prepareBothColumns() throws SQLException {
        sql("ALTER TABLE users ADD display_name varchar(200) COLLATE \"C\"", Bundled.text("shop/pair.sql"));
        for (Seat seat : Seat.ALL) {
            String version = Release.of(seat).current().toString();
            files.deploy(seat, version);
            await().atMost(PATIENCE).until(() -> files.serves(seat, version));
        }
    }

    private void announceAndAwait(Phase phase) {
        towpath.announce(phase);
        await().atMost(PATIENCE).until(() -> towpath.acknowledgedByAll(phase));
    }

    private void awaitServed(long more) {
        long before = report.total().served();
        await().atMost(PATIENCE).until(() -> report.total().served() >= before + more);
    }

    private void assertNothingWrong() {
        Measured total = report.total();
        assertThat(total.wrong()).isEmpty();
        assertThat(total.latencies().percentile(0.99)).isPositive();
    }

    private Map<Long, String> names(String column) throws SQLException {
        Map<Long, String> names = new HashMap<>();
        try (Connection connection = new ShopTables(port).connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, " + column + " FROM users")) {
            while (rows.next()) {
                names.put(rows.getLong(1), rows.getString(2));
            }
        }
        return names;
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = new ShopTables(port).connect("test");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String one : statements) {
                statement.execute(one);
            }
            connection.commit();
        }
    }
}
