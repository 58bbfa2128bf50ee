package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.simulation.Machine.Life;
import java.time.Duration;
import java.util.List;

/**
 * {@code Relay} as a model: who has the turn reads below the oldest transaction that still writes, sends in order, and
 * then saves its cursor over the session that holds the turn. What is in its hands it sends, whoever has the turn by then.
 */
final class SimulatedRelay {
    private static final Duration SLOW_POLL = Duration.ofSeconds(1);
    private static final int ROWS = 200;

    private final World world;
    private final Life life;
    private final Nap nap;
    private Cursor cursor = Cursor.START;
    private boolean ours;

    SimulatedRelay(World world, Life life) {
        this.world = world;
        this.life = life;
        this.nap = new Nap(world.scheduler(), life, "relay: looks", this::read);
    }

    void wake() {
        nap.wake();
    }

    void read() {
        if (!world.relaying().has("relay", life)) {
            ours = false;
            nap.rest(SLOW_POLL);
            return;
        }
        if (!ours) {
            cursor = world.store().relayCursor();
            ours = true;
        }
        List<SimulatedStore.Row> rows = world.store().messages(cursor, ROWS);
        if (rows.isEmpty()) {
            nap.rest(world.store().isQuiet() ? SLOW_POLL : Duration.ofMillis(20));
        } else {
            world.chaos().pass(Boundary.RELAY_READ, life, () -> begin(rows));
        }
    }

    private void begin(List<SimulatedStore.Row> rows) {
        if (world.has(Bug.CURSOR_SAVED_FIRST)) {
            world.store().relayed(rows.getLast().cursor());
        }
        send(rows, 0);
    }

    private void send(List<SimulatedStore.Row> rows, int from) {
        int to = from + 1 + world.scheduler().below(rows.size() - from);
        rows.subList(from, to).forEach(row -> world.kafka().append(row.message()));
        if (to < rows.size()) {
            world.chaos().pass(Boundary.RELAY_HALF_SENT, life, () -> world.scheduler()
                    .soon(life, "relay: sends more", () -> send(rows, to)));
        } else {
            world.chaos().pass(Boundary.RELAY_SENT, life, () -> world.scheduler()
                    .soon(
                            life,
                            "relay: saves its cursor",
                            () -> advance(rows.getLast().cursor())));
        }
    }

    private void advance(Cursor to) {
        if (world.relaying().still("relay", life)) {
            world.store().relayed(to);
            cursor = to;
        } else {
            ours = false;
        }
        world.chaos().pass(Boundary.RELAY_ADVANCED, life, this::read);
    }
}
