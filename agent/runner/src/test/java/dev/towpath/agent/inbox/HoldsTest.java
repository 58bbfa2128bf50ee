package dev.towpath.agent.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.agent.ledger.Attempt;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HoldsTest {
    private static final RolloutId PAUSED = RolloutId.parse("shop.paused");
    private static final Attempt ATTEMPT = new Attempt(PAUSED, new StepId("expand.1.add-column"), 1);
    private static final RolloutId OTHER = RolloutId.parse("shop.other");

    private final Holds holds = new Holds();

    @Test
    void everything_is_held_until_the_brake_was_looked_at() {
        assertThat(holds.held(OTHER)).isTrue();
        holds.halted(false);
        assertThat(holds.held(OTHER)).isFalse();
    }

    @Test
    void a_paused_rollout_is_held_and_others_are_not() {
        holds.halted(false);
        holds.pause(PAUSED);
        assertThat(holds.held(PAUSED)).isTrue();
        assertThat(holds.held(OTHER)).isFalse();
        holds.resume(PAUSED);
        assertThat(holds.held(PAUSED)).isFalse();
    }

    @Test
    void the_brake_outlasts_a_resume() {
        holds.pause(PAUSED);
        holds.resume(PAUSED);
        assertThat(holds.held(PAUSED)).isTrue();
    }

    @Test
    void who_waits_is_released_by_a_resume() throws InterruptedException {
        holds.halted(false);
        holds.pause(PAUSED);
        CountDownLatch released = new CountDownLatch(1);
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                holds.awaitRelease(ATTEMPT);
                released.countDown();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(released.await(50, TimeUnit.MILLISECONDS)).isFalse();
        holds.resume(PAUSED);
        assertThat(released.await(5, TimeUnit.SECONDS)).isTrue();
        waiting.join();
    }

    @Test
    void a_wait_ends_early_when_the_rollout_is_held() throws InterruptedException {
        holds.halted(false);
        Thread brake = Thread.ofVirtual().start(() -> holds.halted(true));
        holds.awaitHold(ATTEMPT, Duration.ofDays(1));
        assertThat(holds.held(ATTEMPT)).isTrue();
        brake.join();
    }

    @Test
    void a_withdrawn_attempt_is_held_for_ever_and_the_next_one_is_not() {
        holds.halted(false);
        holds.withdraw(ATTEMPT);
        holds.resume(PAUSED);
        assertThat(holds.held(ATTEMPT)).isTrue();
        assertThat(holds.held(new Attempt(PAUSED, ATTEMPT.stepId(), 2))).isFalse();
        assertThat(holds.held(PAUSED)).isFalse();
    }

    @Test
    void who_waits_for_the_brake_is_released_by_a_withdrawal_while_the_brake_stays_on() throws InterruptedException {
        Thread withdrawal = Thread.ofVirtual().start(() -> holds.withdraw(ATTEMPT));
        holds.awaitRelease(ATTEMPT);
        assertThat(holds.halted()).isTrue();
        assertThat(holds.withdrawn(ATTEMPT)).isTrue();
        withdrawal.join();
    }
}
