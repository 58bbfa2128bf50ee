package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.simulation.Machine.Life;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The target as one owner writes to it: each transaction reads the fence first. When the fence refuses, or the tenure has
 * ended, nothing more is done for it.
 */
final class TargetSession {
    private final World world;
    private final Life life;
    private final long epoch;
    private boolean ended;

    TargetSession(World world, Life life, long epoch) {
        this.world = world;
        this.life = life;
        this.epoch = epoch;
    }

    long epoch() {
        return epoch;
    }

    boolean isOver() {
        return ended || life.isOver();
    }

    void end() {
        ended = true;
    }

    void soon(String what, Runnable action) {
        world.scheduler().soon(life, what, () -> unlessOver(action));
    }

    void after(Duration delay, String what, Runnable action) {
        world.scheduler().after(delay, life, what, () -> unlessOver(action));
    }

    void pass(Boundary boundary, Runnable on) {
        world.chaos().pass(boundary, life, () -> unlessOver(on));
    }

    /** Patiently, as the ledger writes: what was not answered is done again, so {@code work} must bear that. */
    <T> void write(String what, Supplier<T> work, Consumer<T> then) {
        world.scheduler().soon(world.servers(), what, () -> {
            if (refuses()) {
                return;
            }
            T result = work.get();
            world.chaos()
                    .pass(
                            Boundary.LEDGER_COMMITTED,
                            life,
                            () -> soon("ledger: committed", () -> then.accept(result)),
                            () -> soon("ledger: no answer, asks again", () -> write(what, work, then)));
        });
    }

    /**
     * Once, as an effect is sent: {@code lost} if there is no answer, and only when the transaction has ended, as the agent
     * waits for a backend to be gone. {@code boundary} is passed when it is committed.
     */
    void send(String what, Boundary boundary, Runnable work, Runnable then, Runnable lost) {
        world.scheduler().soon(world.servers(), what, () -> {
            AtomicBoolean cut = new AtomicBoolean();
            boolean commits = world.chaos().carriesOut(Boundary.EFFECT_IN_FLIGHT, life, () -> cut.set(true));
            world.scheduler().soon(world.servers(), "target: ends the transaction", () -> {
                if (commits && !refuses()) {
                    work.run();
                    Runnable noAnswer = () -> soon("target: no answer", lost);
                    if (cut.get()) {
                        noAnswer.run();
                    } else {
                        world.chaos().pass(boundary, life, () -> soon("target: committed", then), noAnswer);
                    }
                } else {
                    soon("target: rolled back", lost);
                }
            });
        });
    }

    private boolean refuses() {
        boolean stale = world.target().epoch() != epoch;
        if (stale && !world.has(Bug.FENCE_IGNORED)) {
            world.scheduler().soon(life, "target: fenced", this::end);
            return true;
        }
        if (stale) {
            throw new Violation("a write of epoch " + epoch + " landed in epoch "
                    + world.target().epoch());
        }
        return false;
    }

    private void unlessOver(Runnable action) {
        if (!ended) {
            action.run();
        }
    }
}
