package dev.towpath.orchestrator.rollout;

import dev.towpath.orchestrator.rollout.property.Simpler;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One thing that somebody does: which, and three numbers that say who, on what, and how much later than the one before.
 * What a number means, the {@link Deed} says; 0 is always the plainest.
 *
 * @param after in seconds
 */
record Move(Deed deed, int by, int on, int after) {
    private static final int CHOICES = 1_000;

    static Move random(Random random) {
        return new Move(Deed.random(random), random.nextInt(CHOICES), random.nextInt(CHOICES), random.nextInt(60));
    }

    Move by(int who) {
        return new Move(deed, who, on, after);
    }

    Move on(int what) {
        return new Move(deed, by, what, after);
    }

    Move after(int seconds) {
        return new Move(deed, by, on, seconds);
    }

    Stream<Move> simpler() {
        return Stream.of(
                        Simpler.numbers(after).map(this::after),
                        Simpler.numbers(by).map(this::by),
                        Simpler.numbers(on).map(this::on))
                .flatMap(candidates -> candidates);
    }

    String code() {
        return deed + ".now()" + told("by", by) + told("on", on) + told("after", after);
    }

    private static String told(String what, int number) {
        return number == 0 ? "" : "." + what + "(" + number + ")";
    }
}
