package dev.towpath.acceptance.faults;

import java.time.Duration;

/** What happens to a part. */
public sealed interface Fault {
    Part part();

    /** As kill -9 does; whoever keeps the part running starts it again. */
    record Kill(Part part) implements Fault {
        @Override
        public String toString() {
            return "kill " + part;
        }
    }

    /** Stands still where it is, and goes on after {@code time} as if nothing had been. */
    record Freeze(Part part, Duration time) implements Fault {
        @Override
        public String toString() {
            return "freeze " + part + " for " + time.toSeconds() + " s";
        }
    }

    /** Every connection on the part's way to its server is reset; who connects again gets through. */
    record Cut(Part part) implements Fault {
        @Override
        public String toString() {
            return "cut " + part;
        }
    }

    /**
     * On the part's way to its server nothing passes for {@code time}, and nobody is told. What was connected, or connects
     * meanwhile, is never heard again; who connects after that gets through.
     */
    record HalfOpen(Part part, Duration time) implements Fault {
        @Override
        public String toString() {
            return "half-open " + part + " for " + time.toSeconds() + " s";
        }
    }
}
