package dev.towpath.standalone.shop.instance;

import java.util.concurrent.Phaser;

/**
 * The mapping that requests go by, changed under load: no request waits for the change, none is refused, and
 * {@link #changeTo} returns only when no request of the former mapping is in flight any more. That is what an
 * acknowledgement promises, and the only thing a service has to build for it.
 */
final class CurrentMapping {
    /** The mapping of one request, from its first statement to its last. */
    final class Use implements AutoCloseable {
        private final Generation generation;

        private Use(Generation generation) {
            this.generation = generation;
        }

        Mapping mapping() {
            return generation.mapping;
        }

        @Override
        public void close() {
            generation.requests.arriveAndDeregister();
        }
    }

    /** The requests between two changes. The change holds one party of its own, so that it doesn't end before. */
    private record Generation(Mapping mapping, Phaser requests) {
        static Generation of(Mapping mapping) {
            return new Generation(mapping, new Phaser(1));
        }
    }

    private volatile Generation current;

    CurrentMapping(Mapping first) {
        current = Generation.of(first);
    }

    Use use() {
        while (true) {
            Generation generation = current;
            if (generation.requests.register() >= 0) {
                return new Use(generation);
            }
            // its last request has just ended, after a change: the current one is another now
        }
    }

    Mapping mapping() {
        return current.mapping;
    }

    /** Only one thread changes. */
    void changeTo(Mapping next) {
        Generation former = current;
        if (former.mapping != next) {
            current = Generation.of(next);
            int phase = former.requests.arriveAndDeregister();
            former.requests.awaitAdvance(phase);
        }
    }
}
