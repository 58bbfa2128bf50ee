package dev.towpath.orchestrator.outbox;

import java.time.Duration;

/**
 * How long the relay waits before it looks again, if nobody rings. A message may be committed and not yet be readable, since
 * an older transaction is still writing. The store does not say when that one ends: most take a few milliseconds, one
 * that hangs takes hours.
 *
 * <p>While a message is held back each wait is half of what was waited before it, at least {@link #LEAST}, at most {@code
 * most}. So it goes at most half as late again as the older transaction made it; one that hangs costs some twenty looks in
 * its first seconds, and one a {@code most} from then on. For one thread.
 */
final class Patience {
    static final Duration LEAST = Duration.ofMillis(1);

    private final Duration most;
    private Duration waited = Duration.ZERO;

    Patience(Duration most) {
        this.most = most;
    }

    /** The wait after a look, and after its rows were published. */
    Duration after(OutboxPage page) {
        if (page.goesOn()) {
            anew();
            return Duration.ZERO;
        }
        if (!page.heldBack()) {
            anew();
            return page.rows().isEmpty() || most.compareTo(RelayTurn.SELDOM) < 0 ? most : RelayTurn.SELDOM;
        }
        Duration half = waited.dividedBy(2);
        Duration wait = half.compareTo(LEAST) < 0 ? LEAST : half.compareTo(most) > 0 ? most : half;
        waited = waited.plus(wait);
        return wait;
    }

    /** Something was published, or somebody rang. */
    void anew() {
        waited = Duration.ZERO;
    }
}
