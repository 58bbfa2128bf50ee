package dev.towpath.agent.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockBoundTest {
    private static final Duration OWN = Duration.ofMillis(500);
    private static final Blocker VACUUM = new Blocker(7, "", "autovacuum worker", "active", "2026-01-01 10:00:00+00");
    private static final Blocker READER = new Blocker(8, "psql", "client backend", "idle in transaction", "");

    private final LockBound bound = new LockBound(OWN, Duration.ofSeconds(1));

    @Test
    void is_the_steps_own_at_first_and_against_sessions() {
        assertThat(bound.next()).isEqualTo(OWN);

        bound.lostTo(List.of(READER));

        assertThat(bound.next()).isEqualTo(OWN);
    }

    @Test
    void outlasts_the_deadlock_timeout_when_only_autovacuum_stands_in_the_way() {
        bound.lostTo(List.of(VACUUM));

        assertThat(bound.next()).isEqualTo(Duration.ofMillis(1_200));
    }

    @Test
    void stays_short_when_a_session_stands_in_the_way_too() {
        bound.lostTo(List.of(VACUUM, READER));

        assertThat(bound.next()).isEqualTo(OWN);
    }

    @Test
    void a_worker_that_held_out_is_not_waited_for_again() {
        bound.lostTo(List.of(VACUUM));
        bound.lostTo(List.of(VACUUM));

        assertThat(bound.next()).isEqualTo(OWN);

        bound.lostTo(List.of(VACUUM));
        assertThat(bound.next()).isEqualTo(OWN);
    }

    @Test
    void nobody_seen_changes_nothing() {
        bound.lostTo(List.of());

        assertThat(bound.next()).isEqualTo(OWN);
    }

    @Test
    void a_longer_own_bound_is_kept() {
        LockBound generous = new LockBound(Duration.ofSeconds(5), Duration.ofSeconds(1));

        generous.lostTo(List.of(VACUUM));

        assertThat(generous.next()).isEqualTo(Duration.ofSeconds(5));
    }
}
