package dev.towpath.agent.lock;

import dev.towpath.agent.target.TargetSession;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How long the next attempt may wait for its lock. The step's own bound, with one exception: an ordinary autovacuum
 * worker gives way only to a waiter that has waited {@code deadlock_timeout}, so against one the bound is that and
 * 200 ms. A worker that held out once against the longer bound (it prevents wraparound) never gets it again: nobody
 * else should queue for nothing. Confined to one step's thread.
 */
public final class LockBound {
    /** There is no attempt without a bound, whatever the plan says. */
    private static final Duration WITHOUT_OWN = Duration.ofMillis(500);

    private static final Duration GRACE = Duration.ofMillis(200);

    private final Duration own;
    private final Duration againstAutovacuum;
    private final Set<Integer> heldOut = new HashSet<>();
    private Duration next;

    LockBound(Duration own, Duration deadlockTimeout) {
        this.own = own.isZero() ? WITHOUT_OWN : own;
        this.againstAutovacuum = deadlockTimeout.plus(GRACE);
        this.next = this.own;
    }

    /** For one step on {@code session}, whose server says how long a deadlock is waited for. */
    public static LockBound on(TargetSession session, Duration own) throws InterruptedException {
        long deadlockTimeout = session.row("SELECT setting::bigint FROM pg_settings WHERE name = 'deadlock_timeout'")
                .orElseThrow()
                .getLong(0);
        return new LockBound(own, Duration.ofMillis(deadlockTimeout));
    }

    /** The bound of the next attempt. */
    public Duration next() {
        return next;
    }

    /** After an attempt that timed out while {@code blockers} stood in the way. */
    public void lostTo(List<Blocker> blockers) {
        if (next.compareTo(own) > 0) {
            blockers.stream().filter(Blocker::isAutovacuum).map(Blocker::pid).forEach(heldOut::add);
        }
        next = yielding(blockers) && againstAutovacuum.compareTo(own) > 0 ? againstAutovacuum : own;
    }

    private boolean yielding(List<Blocker> blockers) {
        return !blockers.isEmpty()
                && blockers.stream().allMatch(blocker -> blocker.isAutovacuum() && !heldOut.contains(blocker.pid()));
    }
}
