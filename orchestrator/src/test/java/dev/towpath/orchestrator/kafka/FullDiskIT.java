package dev.towpath.orchestrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.contracts.MessageId;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.Receipt;
import dev.towpath.orchestrator.handling.HandlingMetrics;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import dev.towpath.servers.PostgresOptions;
import dev.towpath.servers.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store's tables lie on a file system of 24 MB in memory, which is then full. Part of the long form. */
class FullDiskIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FILL =
            "INSERT INTO filler SELECT repeat(md5(random()::text), 60) FROM generate_series(1, %d)";

    private final Waiting waiting = new Waiting(Clock.systemUTC());
    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        assumeTrue(Boolean.getBoolean("towpath.long"), "a full disk is part of verify --long");
        disk = Files.createTempDirectory("towpath-full-disk-");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24m,mode=1777", "towpath", disk.toString()),
                "a small disk can be mounted by root alone");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (!disk.toString().isEmpty()) {
            run("umount", disk.toString());
            Files.deleteIfExists(disk);
        }
    }

    @Test
    void a_full_disk_takes_a_whole_commit_or_nothing_and_messages_wait_until_there_is_room() throws SQLException {
        try (PostgresServer server = PostgresServer.start(PostgresOptions.DEFAULT)) {
            server.execute("postgres", "COPY (SELECT 1) TO PROGRAM 'mkdir " + disk + "/tables'");
            server.execute("postgres", "CREATE TABLESPACE small LOCATION '" + disk + "/tables'");
            server.execute("postgres", "ALTER SYSTEM SET default_tablespace = 'small'");
            server.execute("postgres", "SELECT pg_reload_conf()");
            try (TestStore store = TestStore.on(server)) {
                store.migrate();
                fill(store);
                int accepted = untilFull(store);
                assertThat(store.count("receipt")).isEqualTo(accepted);
                assertThat(store.count("outbox")).isEqualTo(accepted);

                CompletableFuture<Void> waits = take(store);
                await().atMost(PATIENCE)
                        .until(() -> waiting.all().getOrDefault("full", "").startsWith("PgException 53100 since "));
                assertThat(waits).isNotDone();
                store.execute("DROP TABLE filler");

                assertThat(waits).succeedsWithin(PATIENCE);
                assertThat(store.count("receipt")).isEqualTo(accepted + 1);
                assertThat(store.count("outbox")).as("no dead letter").isEqualTo(accepted + 1);
                assertThat(store.count("consumed WHERE topic = 'full' AND next_offset = 8"))
                        .isEqualTo(1);
            }
        }
    }

    private static void fill(TestStore store) {
        store.execute("CREATE TABLE filler (text text)");
        for (int rows = 4_000; rows > 0; rows = rows / 2) {
            boolean room = true;
            while (room) {
                room = fits(store, FILL.formatted(rows));
            }
        }
    }

    private static boolean fits(TestStore store, String sql) {
        try (var connection = store.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException full) {
            assertThat(full.getSQLState()).isEqualTo("53100");
            return false;
        }
    }

    /** What was taken before the first refusal: pages that are there already are written full. */
    private static int untilFull(TestStore store) {
        for (int taken = 0; taken < 1_000; taken++) {
            Throwable refusal = store.events
                    .append(command(taken))
                    .onItemOrFailure()
                    .transform((done, failure) -> failure)
                    .await()
                    .atMost(PATIENCE);
            if (refusal != null) {
                assertThat(Blame.name(refusal)).isEqualTo("PgException 53100");
                return taken;
            }
        }
        throw new AssertionError("the disk was never full");
    }

    private CompletableFuture<Void> take(TestStore store) {
        Intake intake =
                new Intake(store.events, new HandlingMetrics(new SimpleMeterRegistry()), waiting, new AttemptLimit(1));
        return intake.take(
                        new ConsumerRecord<>("full", 0, 7, new byte[0], new byte[0]), record -> handle(store, record))
                .subscribeAsCompletionStage();
    }

    private static Uni<Void> handle(TestStore store, OriginalRecord record) {
        return store.events.append(command(-1).and(Append.consumed(record.next())));
    }

    private static Append command(int number) {
        Receipt receipt = new Receipt(new MessageId("/test", "c" + number), "digest", List.of(), Instant.EPOCH);
        return Append.receipt(receipt)
                .and(Append.message(new OutboxMessage("towpath.events", null, List.of(), new byte[1_500])));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
