package dev.towpath.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.servers.Ports;
import dev.towpath.servers.PostgresVersion;
import dev.towpath.standalone.process.PidFile;
import dev.towpath.standalone.process.ProgramFiles;
import dev.towpath.standalone.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersIT {
    private final int port = Ports.free();
    private final int kafkaPort = Ports.free();

    @Test
    void a_target_and_a_broker_come_back_after_kill_9_with_everything_that_was_committed(@TempDir Path folder)
            throws IOException, SQLException {
        Path run = Files.createDirectory(folder.resolve("run"));
        ProgramFiles files = new ProgramFiles(run, Files.createDirectory(folder.resolve("log")));
        PostgresProgram target = new PostgresProgram("target", PostgresVersion.DEFAULT, folder.resolve("target"), port);
        KafkaProgram kafka = new KafkaProgram(folder.resolve("kafka"), kafkaPort, kafkaPort);
        try (Supervisor supervisor = new Supervisor(files, line -> {})) {
            supervisor.start(List.of(target, kafka));
            new TargetServer(port).furnish();
            new TargetServer(port).furnish();
            as("shop", "CREATE TABLE kept AS SELECT 1 AS n");

            ProcessHandle server = kill(run, "target");
            ProcessHandle broker = kill(run, "kafka");
            await().atMost(Duration.ofSeconds(20)).until(() -> back(run, "target", server));
            await().atMost(Duration.ofSeconds(20)).until(() -> back(run, "kafka", broker) && kafka.ready(0));
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> as("towpath_agent", "SELECT n FROM kept"));
            as("towpath_agent", "ALTER TABLE kept ADD COLUMN m text");
            as("towpath_agent", "CREATE TABLE towpath.probe ()");
        }
        assertThat(Ports.isFree(port)).isTrue();
    }

    private static ProcessHandle kill(Path run, String program) {
        ProcessHandle process =
                new PidFile(run.resolve(program + ".pid")).running().orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        return process;
    }

    private static boolean back(Path run, String program, ProcessHandle before) {
        return new PidFile(run.resolve(program + ".pid"))
                .running()
                .filter(now -> now.pid() != before.pid())
                .isPresent();
    }

    private void as(String role, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/shop", role, role);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
