package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Freeze;
import dev.towpath.orchestrator.rollout.stage.Frozen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The freezes of one database that were not lifted, oldest first; those that are long over may be missing.
 *
 * @param last the highest number that was given; 0 if there never was a freeze
 */
public record Freezes(int last, List<Freeze> notLifted) {
    static final Freezes NONE = new Freezes(0, List.of());

    public Freezes {
        notLifted = List.copyOf(notLifted);
    }

    /** Those that are on at {@code now} or will be. */
    public List<Freeze> ahead(Instant now) {
        return Frozen.ahead(notLifted, now);
    }

    public Optional<Freeze> of(int number) {
        return notLifted.stream().filter(freeze -> freeze.number() == number).findFirst();
    }

    Freezes with(Freeze freeze, Instant now) {
        List<Freeze> all = new ArrayList<>(ahead(now));
        all.add(freeze);
        return new Freezes(freeze.number(), all);
    }

    Freezes without(int number) {
        return new Freezes(
                last,
                notLifted.stream().filter(freeze -> freeze.number() != number).toList());
    }
}
