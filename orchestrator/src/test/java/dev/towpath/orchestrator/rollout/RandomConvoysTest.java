package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.orchestrator.rollout.property.Cases;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of rollouts that wait for each other none waits for ever, in whatever order they are submitted, planned and ended. A
 * failure shows the simplest convoy that fails alike, as in {@link RandomRolloutsTest}.
 */
class RandomConvoysTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("towpath.seeds", 200));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void all_come_to_their_end_and_none_is_planned_beside_who_works_on_the_same(long seed) {
        Cases.hold(seed, Convoy::random);
    }

    @Test
    void the_seeds_let_some_overtake_who_waits_for_what_came_to_nothing() {
        assertThat(LongStream.rangeClosed(1, 40)
                        .filter(seed -> Convoy.random(new Random(seed)).overtakes()))
                .isNotEmpty();
    }
}
