package dev.towpath.acceptance;

import dev.towpath.acceptance.faults.Schedule;
import dev.towpath.contracts.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A rollout of the shop under the faults of a schedule. What keeps a step under way until they have hit is somebody else's
 * transaction that has the table, and in the backfill long pauses between the batches.
 */
final class Ordeal {
    private static final Duration SLOWLY = Duration.ofMillis(400);

    private final Stack stack;
    private final ShopRollout rollout;
    private final Schedule schedule;
    private final List<Hit> hits = new ArrayList<>();

    Ordeal(Stack stack, ShopRollout rollout, Schedule schedule) {
        this.stack = stack;
        this.rollout = rollout;
        this.schedule = schedule;
    }

    /** Approves the stage, and returns when all that the schedule has for it has been done. */
    void pass(Stage stage) throws Exception {
        rollout.awaitGate(stage.wireName());
        if (stage == Stage.BACKFILL) {
            rollout.tune(SLOWLY);
            rollout.approve(stage.wireName());
            strikeIn(stage);
            rollout.tune(Duration.ZERO);
            return;
        }
        Writer writer = Writer.on(stack);
        try {
            rollout.approve(stage.wireName());
            strikeIn(stage);
        } finally {
            writer.leave();
        }
    }

    List<Hit> hits() {
        return List.copyOf(hits);
    }

    private void strikeIn(Stage stage) {
        Striker striker = new Striker(stack, rollout.id());
        schedule.in(stage).forEach(strike -> {
            Hit hit = striker.strike(strike);
            System.out.println("seed " + schedule.seed() + " | " + hit);
            hits.add(hit);
        });
    }
}
