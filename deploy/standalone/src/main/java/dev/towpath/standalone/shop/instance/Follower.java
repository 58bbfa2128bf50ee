package dev.towpath.standalone.shop.instance;

import dev.towpath.contracts.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps an instance in step: once a second it says what it has carried through, and carries through what it is told. A
 * phase is acknowledged only when no request of the former mapping is in flight. While Towpath can't be reached the
 * instance goes on by what it knows.
 */
final class Follower implements Runnable {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Towpath towpath;
    private final boolean knowsTheChange;
    private final CurrentMapping mapping;
    private final CountDownLatch ending;
    private Map<String, Phase> acknowledged = Map.of();
    private long version;

    /** @param knowsTheChange false for an old version: it lives, and follows nothing */
    Follower(Towpath towpath, boolean knowsTheChange, CurrentMapping mapping, CountDownLatch ending) {
        this.towpath = towpath;
        this.knowsTheChange = knowsTheChange;
        this.mapping = mapping;
        this.ending = ending;
    }

    /** Returns when the phase is known by which to begin; false if the instance is to end before that. */
    boolean learn() {
        while (!step()) {
            if (endsWithin(PERIOD)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void run() {
        while (!endsWithin(PERIOD)) {
            step();
        }
    }

    /** After everything else has ended. */
    void leave() {
        try {
            towpath.goodbye();
        } catch (IOException e) {
            System.err.println("goodbye was not heard: " + e);
        }
    }

    /** Whether Towpath answered. */
    private boolean step() {
        try {
            Optional<Towpath.Announced> told = towpath.present(acknowledged);
            if (knowsTheChange && told.isPresent() && told.get().version() > version) {
                carryThrough(told.get());
                towpath.present(acknowledged);
            }
            return true;
        } catch (IOException e) {
            System.err.println("Towpath can't be reached, " + mapping.mapping().column() + " stays mapped: " + e);
            return false;
        }
    }

    private void carryThrough(Towpath.Announced told) {
        mapping.changeTo(Mapping.in(told.phase()));
        version = told.version();
        acknowledged = Map.of(told.rolloutId(), told.phase());
        System.err.println("goes by " + told + ": maps " + mapping.mapping().column());
    }

    private boolean endsWithin(Duration time) {
        try {
            return ending.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
