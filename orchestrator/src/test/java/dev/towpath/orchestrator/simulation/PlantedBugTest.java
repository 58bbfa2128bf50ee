package dev.towpath.orchestrator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The simulation can fail: a mistake that somebody could make is found. */
@ExtendWith(OnSimulatedTime.class)
class PlantedBugTest {
    private static final int SEEDS = 400;
    private static final int MOMENTS = 30;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void a_planted_mistake_is_found_within_a_few_hundred_seeds(Bug bug) {
        assertThat(LongStream.rangeClosed(1, SEEDS).anyMatch(seed -> isFound(bug, seed)))
                .isTrue();
    }

    private static boolean isFound(Bug bug, long seed) {
        try {
            int nth = (int) (1 + seed % MOMENTS);
            Voyage.of(seed, bug).struckBy(bug.mishap(nth)).run();
            return false;
        } catch (Violation found) {
            return true;
        }
    }
}
