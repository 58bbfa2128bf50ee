package dev.towpath.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
    @TempDir
    private Path folder;

    private ProgramFiles files;
    private final List<String> news = new CopyOnWriteArrayList<>();

    @BeforeEach
    void make_folders() throws IOException {
        files = new ProgramFiles(
                Files.createDirectory(folder.resolve("run")), Files.createDirectory(folder.resolve("log")));
    }

    @Test
    void a_program_that_is_killed_runs_again_within_five_seconds_under_a_new_pid() {
        try (Supervisor supervisor = new Supervisor(files, news::add)) {
            supervisor.start(List.of(SleepingProgram.patient("sleeper")));
            ProcessHandle first = running("sleeper");
            first.destroyForcibly();
            await().atMost(Duration.ofSeconds(5)).until(() -> files.pidFile("sleeper")
                    .running()
                    .filter(now -> now.pid() != first.pid())
                    .isPresent());
            assertThat(news).singleElement().asString().contains("sleeper ended with exit code 137");
        }
        assertThat(files.pidFile("sleeper").file()).doesNotExist();
    }

    @Test
    void nothing_is_left_after_the_end_even_of_a_program_that_ignores_it() {
        Supervisor supervisor = new Supervisor(files, news::add);
        supervisor.start(List.of(SleepingProgram.patient("first")));
        supervisor.start(List.of(SleepingProgram.stubborn("second")));
        List<ProcessHandle> processes = List.of(running("first"), running("second"));
        Instant start = Instant.now();
        supervisor.close();
        supervisor.close();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(news).isEmpty();
    }

    @Test
    void a_program_that_never_becomes_ready_fails_the_start_with_the_end_of_its_log() {
        try (Supervisor supervisor = new Supervisor(files, news::add)) {
            assertThatThrownBy(() -> supervisor.start(List.of(SleepingProgram.broken("unlucky"))))
                    .isInstanceOf(ProgramFailed.class)
                    .hasMessageContaining("unlucky keeps ending")
                    .hasMessageContaining("no luck today");
        }
    }

    @Test
    void what_a_killed_supervisor_left_is_ended_but_a_stranger_with_the_same_pid_is_not() throws Exception {
        Process left = new ProcessBuilder("sleep", "600").start();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            files.pidFile("left").write(left.toHandle());
            files.pidFile("reused").write(left.toHandle());
            Files.writeString(files.pidFile("reused").file(), stranger.pid() + "\n");
            Files.writeString(
                    files.runFolder().resolve("reused.pid.start"), Instant.now().minus(Duration.ofHours(1)) + "\n");
            new Leftovers(files).end(news::add);
            assertThat(left.isAlive()).isFalse();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(news).singleElement().asString().contains(Long.toString(left.pid()));
            assertThat(files.pidFile("left").file()).doesNotExist();
        } finally {
            left.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    private ProcessHandle running(String program) {
        return files.pidFile(program).running().orElseThrow();
    }
}
