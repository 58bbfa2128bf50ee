package dev.towpath.orchestrator.rollout.property;

import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Runs one random case a seed. */
public final class Cases {
    private Cases() {}

    /**
     * Makes the case of {@code seed} and runs it.
     *
     * @throws Falsified if it fails, with the simplest case that was found to fail alike
     */
    public static <C extends RandomCase<C>> void hold(long seed, Function<Random, C> made) {
        C drawn = made.apply(new Random(seed));
        Optional<Failing> failing = Failing.of(drawn);
        if (failing.isPresent()) {
            throw Falsified.of(seed, new Shrinking<>(drawn, failing.get()).run());
        }
    }
}
