package dev.towpath.orchestrator.audit;

import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.codec.MessageCodec;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes the next anchor when it is time: {@link #EVENTS} events are there that no anchor covers, or one that is older than
 * {@link #AGE}. Every orchestrator does, and one succeeds.
 *
 * <p>Failure semantics: whatever fails, nothing was anchored or all of it was, and the next turn sees which.
 */
@Singleton
public final class Anchoring {
    static final int EVENTS = 100;
    static final Duration AGE = Duration.ofSeconds(60);

    /** As many as one anchor covers; a log that was never anchored takes several turns. */
    static final int MOST = 1_000;

    private final Anchors anchors;
    private final AnchorMessages messages;
    private final AnchorAge age;
    private final Clock clock;

    public Anchoring(Anchors anchors, MessageCodec codec, AnchorAge age, Clock clock) {
        this.anchors = anchors;
        this.messages = new AnchorMessages(codec);
        this.age = age;
        this.clock = clock;
    }

    /** Whether an anchor was made; if it was, another may be due. */
    Uni<Boolean> turn() {
        return anchors.last().chain(last -> anchors.grown(last.through(), MOST).chain(grown -> {
            Instant now = clock.instant();
            age.unanchored(grown);
            return isDue(grown, now) ? make(last, grown, now) : Uni.createFrom().item(false);
        }));
    }

    /** Covers everything that can be covered now; gives the number of the last anchor, 0 if there is no event at all. */
    public Uni<Long> now() {
        return anchors.last().chain(last -> anchors.grown(last.through(), MOST)
                .chain(grown -> grown.isEmpty()
                        ? Uni.createFrom().item(last.number())
                        : make(last, grown, clock.instant()).chain(made -> now())));
    }

    private Uni<Boolean> make(LastAnchor last, List<Grown> grown, Instant now) {
        Anchor anchor = last.next(grown, now);
        return anchors.add(anchor, grown.getLast().place(), messages.of(anchor));
    }

    private static boolean isDue(List<Grown> grown, Instant now) {
        return grown.size() >= EVENTS
                || grown.stream().anyMatch(event -> event.time().plus(AGE).isBefore(now));
    }
}
