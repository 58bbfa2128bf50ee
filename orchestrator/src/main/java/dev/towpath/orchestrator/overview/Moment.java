package dev.towpath.orchestrator.overview;

import dev.towpath.orchestrator.eventstore.StoredEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.List;

/** A point in a rollout's history that somebody wants to go back to. */
public sealed interface Moment {
    /** Right after the event of that version. */
    record Version(long number) implements Moment {
        @Override
        public List<StoredEvent> until(List<StoredEvent> stream) {
            return stream.stream()
                    .takeWhile(stored -> stored.recorded().version() <= number)
                    .toList();
        }

        @Override
        public boolean isBeyond(List<StoredEvent> stream, Instant now) {
            return number > stream.size();
        }

        @Override
        public Instant clock(List<StoredEvent> until) {
            return until.getLast().recorded().time();
        }

        @Override
        public String toString() {
            return "version " + number;
        }
    }

    /**
     * At that time by the orchestrator's clock. A time without a fraction means the whole second, so that a time as people
     * are shown it includes what happened then.
     *
     * @param last the end of it
     */
    record Time(Instant first, Instant last) implements Moment {
        @Override
        public List<StoredEvent> until(List<StoredEvent> stream) {
            return stream.stream()
                    .takeWhile(stored -> !stored.recorded().time().isAfter(last))
                    .toList();
        }

        @Override
        public boolean isBeyond(List<StoredEvent> stream, Instant now) {
            return first.isAfter(now);
        }

        @Override
        public Instant clock(List<StoredEvent> until) {
            return last;
        }

        @Override
        public String toString() {
            return first.toString();
        }
    }

    /** What {@link #parse} reads, for people. */
    String FORMS = "a version such as 12, or a time with its zone such as 2026-03-06T09:00:00Z"
            + " or 2026-03-06T10:00:00+01:00";

    /** Digits are a version, anything else a time; throws IllegalArgumentException, naming both forms. */
    static Moment parse(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return new Version(Long.parseLong(text));
        }
        try {
            Instant time = OffsetDateTime.parse(text.replaceFirst(" ", "T")).toInstant();
            boolean whole = text.indexOf('.') < 0;
            return new Time(time, whole ? time.with(ChronoField.NANO_OF_SECOND, 999_999_999) : time);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("'" + text + "' is not " + FORMS, unreadable);
        }
    }

    /** The events that had happened then, oldest first. */
    List<StoredEvent> until(List<StoredEvent> stream);

    /** Whether nobody can know yet what will have happened then. */
    boolean isBeyond(List<StoredEvent> stream, Instant now);

    /** What the clocks of gates showed then. */
    Instant clock(List<StoredEvent> until);
}
