package dev.towpath.orchestrator.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.CommandReply.Result;
import dev.towpath.contracts.command.PauseRollout;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Alarm;
import dev.towpath.orchestrator.eventstore.NewerLog;
import dev.towpath.orchestrator.timer.AlarmClock;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An orchestrator on a store that a newer one works on too: one rollout's stream holds an event of a type that this build
 * doesn't know.
 */
class OlderOrchestratorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OF_TOMORROW = "stream = 'shop.tomorrow'";
    private static TestStore store;
    private static SoakingRollouts rollouts;
    private static RolloutId tomorrow;
    private static RolloutId today;

    @BeforeAll
    static void start() throws SQLException {
        store = TestStore.migrated();
        rollouts = new SoakingRollouts(store);
        tomorrow = rollouts.begun("tomorrow");
        today = rollouts.begun("today");
        store.execute("""
                INSERT INTO event (generation, stream, version, type, time, actor, reason, body, hash, previous_hash,
                                   commands_sent)
                SELECT generation, stream, version + 1, 'dev.towpath.event.rollout-teleported.v1', now(), 'a', '', '{}',
                       'of tomorrow', hash, commands_sent
                  FROM event WHERE stream = 'shop.tomorrow' ORDER BY version DESC LIMIT 1""");
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void a_command_to_that_rollout_is_refused_by_name_and_leaves_no_receipt_and_others_are_decided() throws Exception {
        long events = store.count("event WHERE " + OF_TOMORROW);

        assertThatThrownBy(() -> pause("p-1", tomorrow))
                .isInstanceOf(NewerLog.class)
                .hasMessageContaining("of stream shop.tomorrow is of type dev.towpath.event.rollout-teleported.v1");

        assertThat(store.count("event WHERE " + OF_TOMORROW)).isEqualTo(events);
        assertThat(store.count("receipt WHERE id = 'p-1'"))
                .as("so that the newer one can decide it")
                .isZero();
        assertThat(store.newer.all()).containsOnlyKeys("shop.tomorrow");
        assertThat(pause("p-2", today).result()).isEqualTo(Result.ACCEPTED);
    }

    @Test
    void alarms_that_only_a_newer_one_can_hear_stay_and_keep_no_later_one_from_being_rung() throws Exception {
        store.execute("""
                INSERT INTO timer (stream, due)
                SELECT 'shop.tomorrow', timestamptz '2026-01-01' + n * interval '1 s' FROM generate_series(1, 250) n""");
        store.execute("INSERT INTO timer (stream, due) VALUES ('shop.today', '2026-01-02')");
        Alarm unheard = rollouts.alarmOf(tomorrow);

        try (AlarmClock clock =
                new AlarmClock(store.events, rollouts.orchestrator().time(), SoakingRollouts.CLOCK)) {
            clock.start();
            await().atMost(PATIENCE)
                    .until(() -> store.count("timer WHERE stream = 'shop.today' AND due = '2026-01-02'") == 0);
        }

        assertThat(store.count("timer WHERE " + OF_TOMORROW + " AND due < '2026-01-02'"))
                .isEqualTo(250);
        assertThat(rollouts.alarmOf(tomorrow)).isEqualTo(unheard);
    }

    private static CommandReply pause(String id, RolloutId rollout) {
        return rollouts.send(id, new PauseRollout("a@example.org", "", rollout));
    }
}
