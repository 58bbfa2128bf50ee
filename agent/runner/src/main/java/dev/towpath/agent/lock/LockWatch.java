package dev.towpath.agent.lock;

import dev.towpath.agent.target.SessionWork;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.agent.target.TargetSessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step's statement while a second session looks who keeps it waiting, and counts what the waits cost: the lock
 * evidence of a step. Confined to one step's thread.
 *
 * <p>Who blocks is told when an attempt was lost, or when one wait lasts longer than {@link #LONG}; and again only when
 * the blockers change. Not being able to look never fails the statement. A statement that isn't wanted any more is cancelled
 * with the key that the server gave to its own session and to nobody else.
 */
public final class LockWatch implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(1);
    private static final Duration SLOWEST_LOOK = Duration.ofMillis(250);
    private static final String BLOCKERS = """
            SELECT DISTINCT b.pid, %s
            FROM unnest(pg_blocking_pids($1)) AS b (pid) LEFT JOIN pg_stat_activity a ON a.pid = b.pid""".formatted(Blocker.COLUMNS);

    private final TargetSessions sessions;
    private final ObjIntConsumer<String> listener;
    private final BooleanSupplier unwanted;
    private final List<TargetSession> second = new ArrayList<>(1);
    private List<Blocker> seen = List.of();
    private Set<Integer> told = Set.of();
    private int attempts;
    private Duration wait = Duration.ZERO;
    private Duration longestWait = Duration.ZERO;

    /**
     * A watch for one step.
     *
     * @param listener is told who blocks, and lock attempts so far; an empty text says that the lock was had
     * @param unwanted whether what runs is to be cancelled
     */
    public LockWatch(TargetSessions sessions, ObjIntConsumer<String> listener, BooleanSupplier unwanted) {
        this.sessions = sessions;
        this.listener = listener;
        this.unwanted = unwanted;
    }

    /** Lock attempts so far. */
    public int attempts() {
        return attempts;
    }

    /** How long the last attempt was seen waiting. */
    public Duration lastWait() {
        return wait;
    }

    /** The longest wait of one attempt. */
    public Duration longestWait() {
        return longestWait;
    }

    /** Who was last seen in the way of the last attempt. */
    public List<Blocker> blockers() {
        return seen;
    }

    /** One attempt: {@code statement} on {@code session}, with a look at its blockers now and then. */
    public <T> T attempt(TargetSession session, Duration bound, SessionWork<T> statement) throws InterruptedException {
        attempts++;
        seen = List.of();
        wait = Duration.ZERO;
        long start = System.nanoTime();
        FutureTask<T> task = new FutureTask<>(() -> statement.on(session));
        Thread.ofVirtual().name("statement").start(task);
        try {
            while (true) {
                try {
                    return task.get(lookEvery(bound).toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException running) {
                    if (unwanted.getAsBoolean()) {
                        session.cancel();
                    }
                    look(session.pid(), start);
                }
            }
        } catch (ExecutionException failure) {
            throw rethrown(failure.getCause());
        } finally {
            task.cancel(true);
        }
    }

    /** The attempt was lost to a lock: who stood in its way is told, if that has changed. */
    public void lost(Duration waited) {
        waited(waited);
        tell();
    }

    /** Somebody was met in the way without an attempt. */
    public void met(Blocker blocker) {
        seen = List.of(blocker);
        tell();
    }

    /** The lock was had; told if it was told before that it wasn't. */
    public void had() {
        if (!told.isEmpty()) {
            told = Set.of();
            listener.accept("", attempts);
        }
    }

    @Override
    public void close() {
        second.forEach(TargetSession::close);
        second.clear();
    }

    private static Duration lookEvery(Duration bound) {
        Duration third = bound.dividedBy(3);
        return bound.isZero() || third.compareTo(SLOWEST_LOOK) > 0 ? SLOWEST_LOOK : third.plusMillis(1);
    }

    private void look(int pid, long start) throws InterruptedException {
        try {
            if (second.isEmpty()) {
                second.add(sessions.open());
            }
            List<Blocker> now = second.getFirst().rows(Blocker::of, BLOCKERS, pid);
            if (!now.isEmpty()) {
                seen = now;
                waited(Duration.ofNanos(System.nanoTime() - start));
            }
        } catch (TargetException unseen) {
            close();
        }
        if (wait.compareTo(LONG) > 0) {
            tell();
        }
    }

    private void waited(Duration soFar) {
        wait = soFar;
        longestWait = longestWait.compareTo(soFar) > 0 ? longestWait : soFar;
    }

    private void tell() {
        Set<Integer> pids = seen.stream().map(Blocker::pid).collect(Collectors.toUnmodifiableSet());
        if (!pids.isEmpty() && !pids.equals(told)) {
            told = pids;
            listener.accept(Blocker.line(seen), attempts);
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) throws InterruptedException {
        return switch (cause) {
            case TargetException failure -> failure;
            case InterruptedException stopping -> throw stopping;
            case null, default -> new IllegalStateException("a statement failed outside the database", cause);
        };
    }
}
