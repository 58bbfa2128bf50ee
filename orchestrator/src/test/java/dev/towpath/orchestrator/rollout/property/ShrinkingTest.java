package dev.towpath.orchestrator.rollout.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
    /** Fails if its numbers sum up to more than 100, and otherwise if there is a 13. */
    private record Numbers(List<Integer> all) implements RandomCase<Numbers> {
        static Numbers random(Random random) {
            return new Numbers(random.ints(50, 0, 40).boxed().toList());
        }

        @Override
        public void run() {
            sum();
            luck();
        }

        private void sum() {
            if (all.stream().mapToInt(number -> number).sum() > 100) {
                throw new IllegalStateException("too much");
            }
        }

        private void luck() {
            if (all.contains(13)) {
                throw new IllegalStateException("bad luck");
            }
        }

        @Override
        public Stream<Numbers> simpler() {
            return Stream.concat(Simpler.shorter(all), Simpler.elements(all, Simpler::numbers))
                    .map(Numbers::new);
        }

        @Override
        public String code() {
            return "new Numbers(\n        List.of"
                    + all.toString().replace('[', '(').replace(']', ')') + ")";
        }
    }

    @Test
    void a_failing_case_becomes_as_simple_as_it_can_be_and_still_fails_alike() {
        Numbers simplest = shrunk(Numbers.random(new Random(4711)));
        assertThat(simplest.all()).hasSizeLessThan(5);
        assertThat(simplest.all().stream().mapToInt(number -> number).sum()).isEqualTo(101);
    }

    @Test
    void a_case_that_fails_for_another_reason_is_no_simpler_form_of_it() {
        assertThat(shrunk(new Numbers(List.of(1, 13, 2))).all()).containsExactly(13);
        assertThat(shrunk(new Numbers(List.of(13, 100))).all()).isEqualTo(List.of(1, 100));
    }

    @Test
    void the_failure_names_the_seed_and_shows_a_test_to_be_pasted() {
        Falsified falsified =
                catchThrowableOfType(Falsified.class, () -> Cases.hold(7, random -> new Numbers(List.of(0, 13, 5))));
        assertThat(falsified)
                .hasMessageStartingWith("seed 7: java.lang.IllegalStateException: bad luck")
                .hasMessageEndingWith("""
                    @Test
                    void seed_7_holds() {
                        new Numbers(
                                List.of(13))
                                .run();
                    }
                """)
                .hasRootCauseMessage("bad luck");
    }

    @Test
    void the_same_seed_makes_the_same_case() {
        assertThat(Numbers.random(new Random(7))).isEqualTo(Numbers.random(new Random(7)));
    }

    @Test
    void a_case_that_holds_is_left_alone() {
        assertThatCode(() -> Cases.hold(7, random -> new Numbers(List.of(1, 2))))
                .doesNotThrowAnyException();
    }

    @Test
    void simpler_lists_come_boldest_first() {
        assertThat(Simpler.shorter(List.of(1, 2, 3, 4, 5)))
                .containsExactly(
                        List.of(),
                        List.of(1, 2, 3),
                        List.of(1, 4, 5),
                        List.of(2, 3, 4, 5),
                        List.of(1, 2, 3, 4),
                        List.of(1, 2, 3, 5),
                        List.of(1, 2, 4, 5),
                        List.of(1, 3, 4, 5),
                        List.of(2, 3, 4, 5));
        assertThat(Simpler.numbers(10)).containsExactly(0, 5, 9);
        assertThat(Simpler.numbers(1)).containsExactly(0);
        assertThat(Simpler.numbers(0)).isEmpty();
    }

    private static Numbers shrunk(Numbers failing) {
        return new Shrinking<>(failing, Failing.of(failing).orElseThrow()).run().simplest();
    }
}
