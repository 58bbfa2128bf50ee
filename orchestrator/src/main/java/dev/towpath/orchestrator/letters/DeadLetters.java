package dev.towpath.orchestrator.letters;

import dev.towpath.orchestrator.letters.Replayable.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people do with dead letters: look at them, and put them back. */
@Singleton
public final class DeadLetters {
    /** As many as one answer lists, and one order puts back. */
    static final int MOST = 1_000;

    /** Who puts back, why, and under which identity: ordered again, it is not done again. */
    public record Order(String command, String actor, String reason) {}

    private final PostgresDeadLetters letters;
    private final Clock clock;

    public DeadLetters(PostgresDeadLetters letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    /** Those of one topic, or of all topics if that is empty; the oldest first. */
    public Uni<List<LetterDocument>> list(String topic) {
        return letters.list(topic, false, MOST);
    }

    public Uni<Optional<LetterContent>> find(long id) {
        return letters.find(id);
    }

    /** Puts one back, whether or not somebody did before; empty if there is none of that number. */
    public Uni<Optional<ReplayDocument>> replay(long id, Order order) {
        return letters.find(id)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : replay(List.of(found.get().letter()), order).map(Optional::of));
    }

    /** Puts all back that nobody put back before, of one topic or of all; at most {@link #MOST} of them. */
    public Uni<ReplayDocument> replayAll(String topic, Order order) {
        return letters.list(topic, true, MOST).chain(chosen -> replay(chosen, order));
    }

    private Uni<ReplayDocument> replay(List<LetterDocument> chosen, Order order) {
        List<Long> allowed = new ArrayList<>();
        List<ReplayDocument.Refused> refused = new ArrayList<>();
        for (LetterDocument letter : chosen) {
            Optional<Refusal> against = Replayable.against(letter);
            if (against.isEmpty()) {
                allowed.add(letter.id());
            } else {
                refused.add(new ReplayDocument.Refused(
                        letter.id(), against.get().rule(), against.get().detail()));
            }
        }
        return letters.replay(allowed, order.command(), order.actor(), order.reason(), clock.instant())
                .replaceWith(new ReplayDocument(allowed, refused));
    }
}
