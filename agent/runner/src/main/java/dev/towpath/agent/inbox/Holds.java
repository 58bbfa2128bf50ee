package dev.towpath.agent.inbox;

import dev.towpath.agent.ledger.Attempt;
import dev.towpath.agent.ledger.Rollouts;
import dev.towpath.contracts.RolloutId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What may start nothing new: paused rollouts, all rollouts while the brake is on, and attempts that were withdrawn, which
 * neither a resume nor the brake brings back. Thread-safe.
 */
public final class Holds {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<RolloutId> paused = new HashSet<>();
    private final Set<Attempt> withdrawn = new HashSet<>();
    /** Until the brake was looked at it counts as on. */
    private boolean halted = true;

    public void pause(RolloutId rolloutId) {
        change(() -> paused.add(rolloutId));
    }

    public void resume(RolloutId rolloutId) {
        change(() -> paused.remove(rolloutId));
    }

    public void withdraw(Attempt attempt) {
        change(() -> withdrawn.add(attempt));
    }

    /** Whatever held {@code rolloutId} before, it is this now. */
    public void replace(RolloutId rolloutId, Rollouts.Held held) {
        change(() -> {
            paused.remove(rolloutId);
            if (held.paused()) {
                paused.add(rolloutId);
            }
            withdrawn.removeIf(attempt -> attempt.rolloutId().equals(rolloutId));
            withdrawn.addAll(held.withdrawn());
        });
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

    public boolean withdrawn(Attempt attempt) {
        lock.lock();
        try {
            return withdrawn.contains(attempt);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the attempt may start nothing new, for whichever reason. */
    public boolean held(Attempt attempt) {
        return withdrawn(attempt) || held(attempt.rolloutId());
    }

    /** Returns once the attempt may work, or has not to work any more. */
    public void awaitRelease(Attempt attempt) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (held(attempt.rolloutId()) && !withdrawn(attempt)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns after {@code longest}, or as soon as the attempt is held. */
    public void awaitHold(Attempt attempt, Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0 && !held(attempt)) {
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
