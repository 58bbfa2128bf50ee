package dev.towpath.orchestrator.audit;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks every second whether an anchor is due. A look that failed is repeated in the next round. */
@Singleton
public final class AnchorRounds implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AnchorRounds.class);
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Anchoring anchoring;
    private volatile Cancellable rounds = () -> {};

    AnchorRounds(Anchoring anchoring) {
        this.anchoring = anchoring;
    }

    public void start() {
        rounds = Uni.createFrom()
                .deferred(this::round)
                .repeat()
                .withDelay(ROUND)
                .indefinitely()
                .subscribe()
                .with(done -> {}, failure -> LOG.error("the log is not anchored any more", failure));
    }

    @Override
    public void close() {
        rounds.cancel();
    }

    private Uni<Void> round() {
        return Multi.createBy()
                .repeating()
                .uni(anchoring::turn)
                .whilst(made -> made)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("the log can't be anchored; trying again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }
}
