package dev.towpath.orchestrator.station;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does one thing again and again, with a pause after each time.
 *
 * <p>Failure semantics: a round that failed is repeated after the pause, for as long as it takes. The log tells when
 * rounds begin to fail and when they succeed again, and not each of those between.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final String what;
    private final Duration pause;
    private final Supplier<Uni<Void>> round;
    private volatile Cancellable running = () -> {};
    private volatile boolean failing;

    /** @param what is done, as a verb with its object: {@code ring alarms} */
    public Rounds(String what, Duration pause, Supplier<Uni<Void>> round) {
        this.what = what;
        this.pause = pause;
        this.round = round;
    }

    public void start() {
        running = Uni.createFrom()
                .deferred(this::safely)
                .repeat()
                .withDelay(pause)
                .indefinitely()
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf(failure, "nobody is left to %s", what));
    }

    @Override
    public void close() {
        running.cancel();
    }

    private Uni<Void> safely() {
        return Uni.createFrom()
                .deferred(round::get)
                .invoke(this::succeeded)
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithNull();
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            LOG.infof("can %s again", what);
        }
    }

    private void failed(Throwable failure) {
        if (failing) {
            LOG.debugf("still can't %s: %s", what, failure);
        } else {
            failing = true;
            LOG.warnf("can't %s, and will try until it succeeds: %s", what, failure);
        }
    }
}
