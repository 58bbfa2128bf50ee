package dev.towpath.orchestrator.rollout;

import dev.towpath.orchestrator.rollout.property.Cases;
import java.util.stream.LongStream;
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
}
