package dev.towpath.agent.stage;

import dev.towpath.agent.backfill.Tempo;
import dev.towpath.contracts.outcome.BackfillProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Remembers what a step tells, and holds or withdraws it when the test says so. */
final class TestControl implements StepControl {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> blocked = new CopyOnWriteArrayList<>();
    private final List<BackfillProgress> progress = new CopyOnWriteArrayList<>();
    private boolean held;
    private boolean withdrawn;
    private volatile Optional<Tempo> tempo = Optional.empty();

    void hold(boolean now) {
        change(() -> held = now);
    }

    void withdraw() {
        change(() -> withdrawn = true);
    }

    void tune(Tempo wanted) {
        tempo = Optional.of(wanted);
    }

    /** Every blocker told so far, in order; empty texts mean that the lock was had. */
    List<String> blocked() {
        return List.copyOf(blocked);
    }

    List<BackfillProgress> progress() {
        return List.copyOf(progress);
    }

    @Override
    public boolean held() {
        return ask(() -> held || withdrawn);
    }

    @Override
    public boolean withdrawn() {
        return ask(() -> withdrawn);
    }

    @Override
    public void awaitRelease() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (held && !withdrawn) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        long left = duration.toNanos();
        lock.lockInterruptibly();
        try {
            while (!held && !withdrawn && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Tempo> tempo() {
        return tempo;
    }

    @Override
    public void blocked(String blocker, int attempts) {
        blocked.add(blocker);
    }

    @Override
    public void progress(BackfillProgress reading) {
        progress.add(reading);
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

    private boolean ask(BooleanSupplier question) {
        lock.lock();
        try {
            return question.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }
}
