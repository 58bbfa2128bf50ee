package dev.towpath.orchestrator.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Alarm;
import dev.towpath.orchestrator.timer.AlarmClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two orchestrators on one store when a soak is over: both ring, or one of them stood still meanwhile. */
class TwoOrchestratorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static TestStore store;
    private static SoakingRollouts rollouts;

    @BeforeAll
    static void start() throws SQLException {
        store = TestStore.migrated();
        rollouts = new SoakingRollouts(store);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void one_that_stood_still_over_the_time_is_refused_by_the_store_and_finds_nothing_left_to_do() throws Exception {
        RolloutId rollout = rollouts.begun("frozen");
        Alarm over = rollouts.alarmOf(rollout);
        FreezingStore still = new FreezingStore(store.events);
        SimpleMeterRegistry figures = new SimpleMeterRegistry();
        CompletableFuture<Void> woken = rollouts.orchestrator(still.seen(), figures)
                .time()
                .ring(over, over.due())
                .subscribeAsCompletionStage();
        assertThat(still.frozen()).succeedsWithin(PATIENCE);
        rollouts.orchestrator().time().ring(over, over.due()).await().atMost(PATIENCE);
        long events = store.count("event");
        long messages = store.count("outbox");

        still.thaw();

        assertThat(woken).succeedsWithin(PATIENCE);
        assertThat(figures.get("towpath.conflicts").counter().count()).isEqualTo(1);
        assertThat(store.count("event")).isEqualTo(events);
        assertThat(store.count("outbox")).isEqualTo(messages);
        assertRungOnce(rollout);
    }

    @Test
    void of_two_that_ring_at_the_same_time_one_is_heard() throws Exception {
        List<RolloutId> soaking =
                Stream.of("a", "b", "c", "d", "e").map(rollouts::begun).toList();
        try (AlarmClock one = ringing();
                AlarmClock other = ringing()) {
            one.start();
            other.start();
            await().atMost(PATIENCE).until(() -> store.count("timer WHERE due < now() + interval '1 hour'") == 0);
        }
        for (RolloutId rollout : soaking) {
            assertRungOnce(rollout);
        }
    }

    /** Of a process of its own, after the soaks. */
    private static AlarmClock ringing() {
        return new AlarmClock(
                store.events,
                rollouts.orchestrator(store.events, new SimpleMeterRegistry()).time(),
                Clock.offset(SoakingRollouts.CLOCK, SoakingRollouts.SOAK));
    }

    private static void assertRungOnce(RolloutId rollout) throws SQLException {
        assertThat(store.events.read(rollout.toString()).await().atMost(PATIENCE))
                .extracting(event -> event.recorded().data())
                .satisfiesOnlyOnce(event -> assertThat(event).isInstanceOf(GateOpened.class))
                .satisfiesOnlyOnce(event -> assertThat(event).isInstanceOf(StepRequested.class));
        assertThat(store.count("outbox WHERE topic = '" + Topics.agentCommands(SoakingRollouts.SHOP)
                        + "' AND headers::text LIKE '%\"" + rollout + "\"%' AND headers::text LIKE '%execute-step%'"))
                .isEqualTo(1);
        assertThat(store.count("timer WHERE stream = '" + rollout + "' AND due > now() + interval '30 minutes'"))
                .isZero();
    }
}
