package dev.towpath.orchestrator.health;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Since when a server does not answer: the first look that found it away, of all looks since one that did not. */
public final class DownSince {
    private final Clock clock;
    private final AtomicReference<Optional<Instant>> since = new AtomicReference<>(Optional.empty());

    public DownSince(Clock clock) {
        this.clock = clock;
    }

    public void up() {
        since.set(Optional.empty());
    }

    /** It was found away just now. */
    public Instant down() {
        return since.updateAndGet(first -> first.or(() -> Optional.of(clock.instant())))
                .orElseThrow();
    }
}
