package dev.towpath.orchestrator.kafka;

import java.util.Optional;

/**
 * What is to be read next by the store, and Kafka does not have. Reading goes on from the partition's start in either case;
 * offsets are those of the partition.
 */
sealed interface LostPosition {
    /** Retention was faster: {@code [next, start)} was thrown away, and nobody read it. */
    record ThrownAway(long next, long start) implements LostPosition {
        @Override
        public String words() {
            return "what lay between offsets " + next + " and " + start
                    + " was thrown away by Kafka before it was read; reading goes on from " + start;
        }
    }

    /** The partition ends before it: the topic was made anew, or put back to an older copy. */
    record EndsBefore(long next, long end) implements LostPosition {
        @Override
        public String words() {
            return "offset " + next + " was to be read next, and the partition ends at " + end
                    + ": it is another one, or an older copy; it is read from its start";
        }
    }

    /** For people, without the name of the partition. */
    String words();

    /** {@code start}: first offset that Kafka keeps; {@code end}: the one that the next record will have. */
    static Optional<LostPosition> between(long next, long start, long end) {
        if (next < start) {
            return Optional.of(new ThrownAway(next, start));
        }
        return next > end ? Optional.of(new EndsBefore(next, end)) : Optional.empty();
    }
}
