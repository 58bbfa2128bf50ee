package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.simulation.Machine.Life;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The only source of time, chance and order. Of everything that may happen next one thing does, drawn from the seed; when
 * nothing may, time jumps to the next thing that is due. Tasks of a life that is over are dropped; those of a frozen
 * machine wait until it thaws.
 */
final class Scheduler {
    static final Instant START = Instant.parse("2026-03-06T09:00:00Z");
    private static final long MICROS = 1_000_000;

    private record Task(long due, Life life, String what, Runnable action) {
        long readyAt() {
            return Math.max(due, life.machine().frozenUntil());
        }
    }

    private final Random random;
    private final Trace trace;
    private final List<Task> tasks = new ArrayList<>();
    private Life running = new Machine("nobody").life();
    private long now;
    private long steps;

    Scheduler(long seed, Trace trace) {
        this.random = new Random(seed);
        this.trace = trace;
    }

    /** {@code action} is done by {@code life} once {@code delay} has passed. */
    void after(Duration delay, Life life, String what, Runnable action) {
        tasks.add(new Task(now + delay.toNanos() / 1_000, life, what, action));
    }

    /** After as long as a packet takes: mostly a moment, now and then a second. */
    void soon(Life life, String what, Runnable action) {
        long micros = below(40) == 0 ? below(1_500_000) : below(3_000);
        tasks.add(new Task(now + micros, life, what, action));
    }

    /** The same for whoever is running now. */
    void later(Duration delay, String what, Runnable action) {
        after(delay, running, what, action);
    }

    /** Does one thing; time has passed by a little. */
    void step() {
        tasks.removeIf(task -> task.life().isOver());
        if (tasks.isEmpty()) {
            throw new Violation("nothing will ever happen again");
        }
        now++;
        long earliest = Long.MAX_VALUE;
        for (Task task : tasks) {
            earliest = Math.min(earliest, task.readyAt());
        }
        now = Math.max(now, earliest);
        run(tasks.remove(draw()));
    }

    private int draw() {
        int ready = 0;
        int drawn = -1;
        for (int i = 0; i < tasks.size(); i++) {
            if (tasks.get(i).readyAt() <= now && below(++ready) == 0) {
                drawn = i;
            }
        }
        return drawn;
    }

    private void run(Task task) {
        steps++;
        running = task.life();
        trace.add(now, task.life().machine(), task.what());
        task.action().run();
    }

    void crash(Machine machine) {
        trace.add(now, machine, "CRASHES");
        machine.die();
        after(Duration.ofMillis(200 + below(5_000)), machine.life(), "starts again", machine::start);
    }

    void freeze(Machine machine) {
        trace.add(now, machine, "FREEZES");
        machine.freezeUntil(now + 3 * MICROS + below((int) (13 * MICROS)));
    }

    /** From 0 to {@code bound} - 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Since the start. */
    long micros() {
        return now;
    }

    Instant now() {
        return START.plusNanos(now * 1_000);
    }

    long steps() {
        return steps;
    }

    Clock clock() {
        InstantSource source = this::now;
        return source.withZone(ZoneOffset.UTC);
    }
}
