package dev.towpath.orchestrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.Topics;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.Conflict;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.handling.HandlingMetrics;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import dev.towpath.servers.Ports;
import dev.towpath.servers.PostgresOptions;
import dev.towpath.servers.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LETTERS = "outbox WHERE topic = 'towpath.dead-letters'";
    private static TestStore store;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Waiting waiting = new Waiting(Clock.systemUTC());
    private Intake intake;

    @BeforeAll
    static void start() throws Exception {
        store = TestStore.migrated();
    }

    @BeforeEach
    void given_an_intake() {
        intake = new Intake(store.events, new HandlingMetrics(meters), waiting, new AttemptLimit(2));
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void a_message_that_its_handler_fails_on_is_tried_so_often_and_then_kept_with_its_position() throws SQLException {
        AtomicInteger tried = new AtomicInteger();
        OutboxMessage farewell = new OutboxMessage(
                Topics.COMMAND_REPLIES, null, List.of(), "put aside".getBytes(StandardCharsets.UTF_8));
        Uni<Void> taken = intake.take(
                record(3),
                original -> {
                    tried.incrementAndGet();
                    throw new IllegalStateException("secret");
                },
                reason -> Append.message(farewell));
        done(taken);

        assertThat(tried).hasValue(2);
        assertThat(store.count(LETTERS + " AND headers::text LIKE '%HandlerFailed%IllegalStateException%'"
                        + " AND headers::text LIKE '%[\"towpath-dead-attempts\",\"2\"]%' AND value = 'bytes'"
                        + " AND headers::text NOT LIKE '%secret%'"))
                .isEqualTo(1);
        assertThat(store.count("outbox WHERE topic = 'towpath.command-replies'"))
                .isEqualTo(1);
        assertThat(store.count("consumed WHERE topic = 'tried' AND next_offset = 4"))
                .isEqualTo(1);
        assertThat(meters.get("towpath.dead.letters")
                        .tag("rule", "HandlerFailed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void what_the_world_withholds_is_waited_for_beyond_any_limit_and_is_no_dead_letter() throws SQLException {
        long before = store.count(LETTERS);
        AtomicInteger tried = new AtomicInteger();
        take(7, original -> {
            int attempt = tried.incrementAndGet();
            if (attempt == 2) {
                assertThat(waiting.all())
                        .hasEntrySatisfying("tried", text -> assertThat(text).startsWith("ConnectException since "));
            }
            return switch (attempt) {
                case 1 -> Uni.createFrom().failure(new java.net.ConnectException("secret"));
                case 2 -> Uni.createFrom().failure(new IOException("reset"));
                case 3 -> Uni.createFrom().failure(new Conflict(new IOException()));
                default -> store.events.append(Append.consumed(original.next()));
            };
        });

        assertThat(tried).hasValue(4);
        assertThat(waiting.all()).isEmpty();
        assertThat(store.count(LETTERS)).isEqualTo(before);
        assertThat(store.count("consumed WHERE topic = 'tried' AND next_offset = 8"))
                .isEqualTo(1);
    }

    @Test
    void a_store_that_is_killed_is_waited_for_and_the_message_is_handled_once_it_is_back() throws SQLException {
        try (PostgresServer server = PostgresServer.start(PostgresOptions.DEFAULT.withPort(Ports.free()));
                TestStore killed = TestStore.on(server)) {
            killed.migrate();
            Intake patient = new Intake(killed.events, new HandlingMetrics(meters), waiting, new AttemptLimit(1));
            server.kill();
            CompletableFuture<Void> taken = patient.take(
                            record(3), original -> killed.events.append(Append.consumed(original.next())))
                    .subscribeAsCompletionStage();
            await().atMost(PATIENCE).until(() -> waiting.all().containsKey("tried"));
            assertThat(taken).isNotDone();
            server.revive();

            assertThat(taken).succeedsWithin(PATIENCE);
            assertThat(waiting.all()).isEmpty();
            assertThat(killed.count("consumed WHERE next_offset = 4")).isEqualTo(1);
            assertThat(killed.count("outbox")).as("dead letters").isZero();
        }
    }

    @Test
    void one_failure_that_does_not_come_again_costs_nothing() throws SQLException {
        long before = store.count(LETTERS);
        AtomicInteger tried = new AtomicInteger();
        take(9, original -> {
            if (tried.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
            return store.events.append(Append.consumed(original.next()));
        });

        assertThat(store.count(LETTERS)).isEqualTo(before);
        assertThat(store.count("consumed WHERE topic = 'tried' AND next_offset = 10"))
                .isEqualTo(1);
    }

    private void take(long offset, Function<OriginalRecord, Uni<Void>> handling) {
        done(intake.take(record(offset), handling));
    }

    private static void done(Uni<Void> taken) {
        taken.await().atMost(PATIENCE);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>("tried", 0, offset, new byte[] {1}, "bytes".getBytes(StandardCharsets.UTF_8));
    }
}
