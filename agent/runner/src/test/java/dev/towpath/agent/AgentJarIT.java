package dev.towpath.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged agent as an operator starts it: its job, its health, and what a kill -9 leaves. */
class AgentJarIT {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final TargetDatabase target = TargetDatabase.granted();
    private final DatabaseId databaseId = new DatabaseId("jar" + COUNT.incrementAndGet());
    private final TestTopics topics = new TestTopics(databaseId);
    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path logs;

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_killed_owner_is_followed_by_its_replica_within_fifteen_seconds() throws Exception {
        assertThat(exit(run(Ports.free(), "migrate"))).isZero();
        assertThat(exit(run(Ports.free(), "migrate"))).isZero();
        topics.create();

        int firstPort = Ports.free();
        Process first = run(firstPort);
        await().atMost(Duration.ofSeconds(60)).until(() -> health(firstPort).contains("owner"));
        int secondPort = Ports.free();
        run(secondPort);
        await().atMost(Duration.ofSeconds(60)).until(() -> health(secondPort).contains("stand-by"));

        first.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(15)).until(() -> health(secondPort).contains("owner"));
        assertThat(target.one("SELECT epoch FROM towpath.fence")).isEqualTo("2");
        assertThat(get(secondPort, "/q/metrics")).contains("towpath_outbox_depth");
    }

    @Test
    void a_withdrawn_step_is_not_begun_by_the_successor_of_a_killed_owner() throws Exception {
        RolloutId rollout = RolloutId.parse(databaseId + ".add_name");
        assertThat(exit(run(Ports.free(), "migrate"))).isZero();
        topics.create();
        SamplePlan.freeze(target, rollout);
        target.execute("UPDATE towpath.control SET halted = true");
        Process first = run(Ports.free());
        await().atMost(Duration.ofSeconds(60)).until(this::isIntroduced);
        try (Connection outcomes = TargetDatabase.server().connect(target.name())) {
            outcomes.setAutoCommit(false);
            outcomes.createStatement().execute("LOCK TABLE towpath.outcome IN EXCLUSIVE MODE");
            topics.send("first", rollout.toString(), 1, SamplePlan.execute(rollout, SamplePlan.FIRST));
            topics.send("withdraw", rollout.toString(), 2, new WithdrawStep(rollout, SamplePlan.FIRST, 1));
            await().atMost(Duration.ofSeconds(60)).until(() -> target.one("SELECT count(*) FROM towpath.withdrawn")
                    .equals("1"));
            first.destroyForcibly().waitFor();
            outcomes.rollback();
        }
        assertThat(topics.outcomes()).isEmpty();

        run(Ports.free());
        await().atMost(Duration.ofSeconds(60)).until(() -> topics.outcomes().size() == 1);
        assertThat(topics.outcomes().getFirst().data()).isInstanceOfSatisfying(StepFailed.class, failed -> assertThat(
                        failed.failure().rule())
                .isEqualTo(WithdrawStep.WITHDRAWN));
        target.execute("UPDATE towpath.control SET halted = false");
        topics.send("second", rollout.toString(), 3, SamplePlan.execute(rollout, SamplePlan.SECOND));
        await().atMost(Duration.ofSeconds(30)).until(() -> topics.outcomes().size() == 2);
        assertThat(target.one("SELECT string_agg(step, ',') FROM towpath.receipt"))
                .isEqualTo(SamplePlan.SECOND.value());
    }

    @Test
    void the_job_says_what_is_missing_and_exits_with_1() throws Exception {
        TargetDatabase foreign = TargetDatabase.foreign();
        Process job = run(foreign, Ports.free(), "migrate");
        assertThat(exit(job)).isEqualTo(1);
        assertThat(Files.readString(logs.resolve("1.log"))).contains("db/grants/postgresql.sql");
    }

    /** Whether the owner has begun its work, and what it says first has left the ledger. */
    private boolean isIntroduced() {
        return !topics.announcements().isEmpty()
                && target.one("SELECT count(*) FROM towpath.outcome").equals("0");
    }

    private Process run(int port, String... arguments) throws IOException {
        return run(target, port, arguments);
    }

    private Process run(TargetDatabase database, int port, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve(processes.size() + 1 + ".log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "TOWPATH_AGENT_DATABASE", databaseId.value(),
                        "TOWPATH_TARGET_URL", database.address().url(),
                        "TOWPATH_TARGET_USERNAME", database.address().username(),
                        "TOWPATH_TARGET_PASSWORD", database.address().password(),
                        "KAFKA_BOOTSTRAP_SERVERS", topics.bootstrap(),
                        "QUARKUS_HTTP_HOST", Ports.HOST,
                        "QUARKUS_HTTP_PORT", Integer.toString(port)));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static int exit(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Empty while nobody answers. */
    private static String health(int port) throws InterruptedException {
        return get(port, "/q/health/ready");
    }

    private static String get(int port, String path) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + Ports.HOST + ":" + port + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException notYet) {
            return "";
        }
    }
}
