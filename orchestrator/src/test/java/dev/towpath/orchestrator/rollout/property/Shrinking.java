package dev.towpath.orchestrator.rollout.property;

import java.util.Optional;

/** Goes from a failing case to simpler ones that fail alike, until none of the next simpler ones does. */
final class Shrinking<C extends RandomCase<C>> {
    /** What is still failing when so many cases were run is simple enough. */
    private static final int LIMIT = 20_000;

    /**
     * What was found.
     *
     * @param tries how many cases were run for it
     */
    record Shrunk<C extends RandomCase<C>>(C first, C simplest, Failing failing, int tries) {}

    private final C first;
    private C current;
    private Failing failing;
    private int tries;

    Shrinking(C first, Failing failing) {
        this.first = first;
        this.current = first;
        this.failing = failing;
    }

    Shrunk<C> run() {
        Optional<C> simpler = simpler();
        while (simpler.isPresent()) {
            current = simpler.get();
            simpler = simpler();
        }
        return new Shrunk<>(first, current, failing, tries);
    }

    private Optional<C> simpler() {
        return current.simpler()
                .takeWhile(candidate -> tries < LIMIT)
                .filter(this::failsAlike)
                .findFirst();
    }

    private boolean failsAlike(C candidate) {
        tries++;
        Optional<Failing> result = Failing.of(candidate).filter(failing::isLike);
        result.ifPresent(found -> failing = found);
        return result.isPresent();
    }
}
