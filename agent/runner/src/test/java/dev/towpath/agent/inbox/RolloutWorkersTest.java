package dev.towpath.agent.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.CloseRollout;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutWorkersTest {
    private static final String LANE = "shop.rename";

    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final List<Long> performed = new CopyOnWriteArrayList<>();
    private final RolloutWorkers workers = new RolloutWorkers(entry -> {
        if (entry.position() == 1) {
            firstMayEnd.await();
        }
        performed.add(entry.position());
    });

    @AfterEach
    void close() throws InterruptedException {
        workers.close();
    }

    @Test
    void entries_of_a_lane_are_performed_one_after_the_other() {
        workers.give(LANE, entry(1));
        workers.give(LANE, entry(2));
        workers.give("shop.other", entry(3));

        await().untilAsserted(() -> assertThat(performed).containsExactly(3L));
        firstMayEnd.countDown();
        await().untilAsserted(() -> assertThat(performed).containsExactly(3L, 1L, 2L));
    }

    @Test
    void an_entry_that_is_moved_does_not_wait_for_its_old_lane() {
        workers.give(LANE, entry(1));
        workers.give(LANE, entry(2));
        workers.give(LANE, entry(3));

        workers.move(LANE, entry -> entry.position() == 3, LANE + "/withdrawn");

        await().untilAsserted(() -> assertThat(performed).containsExactly(3L));
        firstMayEnd.countDown();
        await().untilAsserted(() -> assertThat(performed).containsExactly(3L, 1L, 2L));
    }

    @Test
    void what_is_performed_already_is_not_moved() {
        workers.give(LANE, entry(1));

        workers.move(LANE, entry -> entry.position() == 1, LANE + "/withdrawn");

        firstMayEnd.countDown();
        await().untilAsserted(() -> assertThat(performed).containsExactly(1L));
    }

    private static InboxEntry entry(long position) {
        RolloutId rollout = RolloutId.parse(LANE);
        return new InboxEntry(
                position,
                new Envelope<>(
                        new MessageId("/orchestrator", "c-" + position),
                        Instant.EPOCH,
                        LANE,
                        1,
                        position,
                        "",
                        new CloseRollout(rollout)),
                0);
    }
}
