package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.rollout.property.Cases;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The {@link Laws} under random rollouts. A failure shows its seed and the simplest scenario that fails alike, as a test
 * to be pasted here. {@code -Dtowpath.seeds=1000000} tries more than an ordinary build does.
 */
class RandomRolloutsTest {
    /** Some events are rare; no law is looked at here but those that hold after every move. */
    private static final long SEEDS_TO_REACH_ALL = 1_500;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("towpath.seeds", 500));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_sequence_of_moves_breaks_a_law(long seed) {
        Cases.hold(seed, Scenario::random);
    }

    @Test
    void the_seeds_reach_every_event_and_every_lasting_position_and_send_every_command() {
        Set<Class<?>> events = new HashSet<>();
        Set<Class<?>> positions = new HashSet<>();
        Set<Class<?>> commands = new HashSet<>();
        LongStream.rangeClosed(1, SEEDS_TO_REACH_ALL).forEach(seed -> {
            Scenario scenario = Scenario.random(new Random(seed));
            Play play = new Play(scenario.setup(), scenario.decides());
            for (Move move : scenario.moves()) {
                play.make(move);
                if (play.journey().state() instanceof InMotion moving) {
                    positions.add(moving.at().getClass());
                }
            }
            play.journey().conversation().forEach(message -> {
                if (message instanceof RolloutEvent) {
                    events.add(message.getClass());
                } else if (message instanceof RolloutCommand) {
                    commands.add(message.getClass());
                }
            });
        });
        assertThat(events).containsExactlyInAnyOrder(Permitted.by(RolloutEvent.class));
        assertThat(commands).containsExactlyInAnyOrder(RolloutCommand.class.getPermittedSubclasses());
        positions.add(Position.Cleared.class);
        assertThat(positions).containsExactlyInAnyOrder(Position.class.getPermittedSubclasses());
    }
}
