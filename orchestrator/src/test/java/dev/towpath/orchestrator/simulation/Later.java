package dev.towpath.orchestrator.simulation;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The executor by which Mutiny waits, on the scheduler's time. A delay of whole seconds is kept; any other is a backoff
 * with jitter, which would differ from run to run, and is drawn from the seed instead.
 */
final class Later extends AbstractExecutorService implements ScheduledExecutorService {
    private static final ThreadLocal<Scheduler> OF_THIS_THREAD = new ThreadLocal<>();

    private Later() {}

    /** From now on Mutiny waits on the scheduler of the world that the thread simulates. */
    static void on() {
        Infrastructure.setDefaultExecutor(new Later(), false);
        // Mutiny looks for its context manager at first use, which two threads must not do at once.
        Uni.createFrom().voidItem().subscribe().with(nothing -> {});
        Uni.createFrom().deferred(() -> Uni.createFrom().voidItem()).subscribe().with(nothing -> {});
    }

    /** What this thread simulates from now on is on {@code scheduler}. */
    static void simulate(Scheduler scheduler) {
        OF_THIS_THREAD.set(scheduler);
    }

    /** Mutiny has threads of its own again. */
    static void off() {
        Infrastructure.setDefaultExecutor();
    }

    private static Scheduler scheduler() {
        return requireNonNull(OF_THIS_THREAD.get(), "nothing is simulated on this thread");
    }

    private static final class Waiting<V> extends FutureTask<V> implements ScheduledFuture<V> {
        Waiting(Callable<V> work) {
            super(work);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
        Waiting<V> waiting = new Waiting<>(work);
        long nanos = unit.toNanos(delay);
        Duration wait = nanos > 0 && nanos % 1_000_000_000 == 0
                ? Duration.ofNanos(nanos)
                : Duration.ofMillis(1 + scheduler().below(300));
        scheduler().later(wait, "goes on after a while", waiting);
        return waiting;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    work.run();
                    return this;
                },
                delay,
                unit);
    }

    @Override
    public void execute(Runnable work) {
        scheduler().later(Duration.ZERO, "goes on", work);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("nothing in the simulation ticks");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("nothing in the simulation ticks");
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
