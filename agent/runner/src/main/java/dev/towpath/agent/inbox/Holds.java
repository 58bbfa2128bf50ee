package dev.towpath.agent.inbox;

import dev.towpath.contracts.RolloutId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Which rollouts may start nothing new: the paused ones, or all while the brake is on. Thread-safe. */
public final class Holds {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<RolloutId> paused = new HashSet<>();
    /** Until the brake was looked at it counts as on. */
    private boolean halted = true;

    public void pause(RolloutId rolloutId) {
        change(() -> paused.add(rolloutId));
    }

    public void resume(RolloutId rolloutId) {
        change(() -> paused.remove(rolloutId));
    }

    /** What {@code towpath.control} says now. */
    public void halted(boolean on) {
        change(() -> halted = on);
    }

    public boolean halted() {
        lock.lock();
        try {
            return halted;
        } finally {
            lock.unlock();
        }
    }

    public boolean held(RolloutId rolloutId) {
        lock.lock();
        try {
            return halted || paused.contains(rolloutId);
        } finally {
            lock.unlock();
        }
    }

    /** Returns once the rollout may work. */
    public void awaitRelease(RolloutId rolloutId) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (held(rolloutId)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns after {@code longest}, or as soon as the rollout is held. */
    public void awaitHold(RolloutId rolloutId, Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0 && !held(rolloutId)) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
