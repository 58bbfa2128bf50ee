package dev.towpath.orchestrator.overview;

import dev.towpath.orchestrator.eventstore.StoredEvent;
import java.time.Instant;
import java.util.List;

/** What is known of a rollout at one moment of its history. */
public sealed interface Then {
    /** Nobody ever submitted it. */
    record Unknown() implements Then {}

    /** It was submitted later, {@code submitted}. */
    record NotSubmitted(Instant submitted) implements Then {}

    /** That moment has not come: the history ends with {@code version}. */
    record NotReached(long version) implements Then {}

    /** How it stood, as far as the log tells; what was only observed then is not known any more. */
    record Stood(RolloutDocument document) implements Then {}

    /** From the whole stream, as it is {@code now}. */
    static Then of(List<StoredEvent> stream, Moment moment, Instant now) {
        if (stream.isEmpty()) {
            return new Unknown();
        }
        if (moment.isBeyond(stream, now)) {
            return new NotReached(stream.getLast().recorded().version());
        }
        List<StoredEvent> until = moment.until(stream);
        return FoldedRollout.of(until)
                .<Then>map(rollout -> new Stood(rollout.document(moment.clock(until))))
                .orElseGet(() -> new NotSubmitted(stream.getFirst().recorded().time()));
    }
}
