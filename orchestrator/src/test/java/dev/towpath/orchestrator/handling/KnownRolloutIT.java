package dev.towpath.orchestrator.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.command.PauseDatabase;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.PausedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An outcome of a rollout that the process knows, on a store that may know better. */
class KnownRolloutIT {
    private final List<String> asked = new ArrayList<>();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private TestStore store;
    private SoakingRollouts rollouts;

    @BeforeEach
    void start() throws Exception {
        store = TestStore.migrated();
        EventStore overheard = (EventStore) Proxy.newProxyInstance(
                EventStore.class.getClassLoader(), new Class<?>[] {EventStore.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return method.invoke(store.events, arguments);
                });
        rollouts = new SoakingRollouts(store, overheard, figures);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void the_next_one_is_decided_and_written_without_a_question() {
        RolloutId rollout = rollouts.executing("known");
        asked.clear();

        rollouts.succeeds(rollout, 2);

        assertThat(asked).containsExactly("append");
        assertThat(facts(rollout)).filteredOn(StepCompleted.class::isInstance).hasSize(1);
        assertThat(conflicts()).isZero();
    }

    @Test
    void one_that_comes_again_changes_nothing() throws Exception {
        RolloutId rollout = rollouts.executing("again");
        rollouts.succeeds(rollout, 2);
        long events = store.count("event");
        long messages = store.count("outbox");

        rollouts.succeeds(rollout, 2);

        assertThat(store.count("event")).isEqualTo(events);
        assertThat(store.count("outbox")).isEqualTo(messages);
    }

    @Test
    void one_that_another_orchestrator_has_handled_changes_nothing() throws Exception {
        RolloutId rollout = rollouts.executing("handled");
        new SoakingRollouts(store).succeeds(rollout, 2);
        long events = store.count("event");

        rollouts.succeeds(rollout, 2);

        assertThat(store.count("event")).isEqualTo(events);
        assertThat(conflicts()).isEqualTo(1);
    }

    @Test
    void what_another_orchestrator_did_to_the_database_counts() throws Exception {
        RolloutId rollout = rollouts.executing("paused");
        new SoakingRollouts(store)
                .send("pause", new PauseDatabase("dba@example.org", "look at the disk", SoakingRollouts.SHOP));

        rollouts.succeeds(rollout, 2);

        assertThat(conflicts()).isEqualTo(1);
        assertThat(facts(rollout)).filteredOn(StepCompleted.class::isInstance).hasSize(1);
        assertThat(facts(rollout)).last().isInstanceOf(PausedWithDatabase.class);
    }

    @Test
    void one_that_was_jumped_over_is_counted_as_lost_and_what_came_is_judged() {
        RolloutId rollout = rollouts.executing("jumped");

        rollouts.succeeds(rollout, 4);

        assertThat(figures.get("towpath.outcomes.gaps").counter().count()).isEqualTo(1);
        assertThat(facts(rollout)).filteredOn(StepCompleted.class::isInstance).hasSize(1);
    }

    @Test
    void a_store_that_was_put_back_is_believed() {
        RolloutId rollout = rollouts.executing("forgotten");
        long before = facts(rollout).size();
        store.execute("DELETE FROM event WHERE stream = '" + rollout + "' AND version = " + before);

        rollouts.succeeds(rollout, 2);

        assertThat(facts(rollout)).noneMatch(StepCompleted.class::isInstance).hasSize((int) before - 1);
    }

    private List<RolloutEvent> facts(RolloutId rollout) {
        return store.events.read(rollout.toString()).await().indefinitely().stream()
                .map(StoredEvent::recorded)
                .map(recorded -> (RolloutEvent) recorded.data())
                .toList();
    }

    private double conflicts() {
        return figures.get("towpath.conflicts").counter().count();
    }
}
