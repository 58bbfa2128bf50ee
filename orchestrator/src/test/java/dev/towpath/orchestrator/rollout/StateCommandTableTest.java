package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command in every situation. To rewrite the page: {@code -Dtowpath.rewrite=true}. */
class StateCommandTableTest {
    private static final Path PAGE = Path.of("..", "docs", "state-machine.md");
    private static final StateCommandTable TABLE = StateCommandTable.read();

    @ParameterizedTest
    @EnumSource
    void every_command_has_its_answer(Situation situation) {
        Map<String, String> answers = new LinkedHashMap<>();
        Map<String, String> expected = new LinkedHashMap<>();
        for (Order order : Order.values()) {
            answers.put(order.title(), answer(situation, order));
            expected.put(order.title(), TABLE.answer(situation, order));
        }
        assertThat(answers).isEqualTo(expected);
    }

    @Test
    void the_table_holds_nothing_else() {
        Set<String> situations =
                Arrays.stream(Situation.values()).map(Situation::title).collect(Collectors.toSet());
        Set<String> orders = Arrays.stream(Order.values()).map(Order::title).collect(Collectors.toSet());
        assertThat(TABLE.answers().keySet()).isEqualTo(situations);
        assertThat(TABLE.answers().values())
                .allSatisfy(answers -> assertThat(answers.keySet()).isEqualTo(orders));
    }

    @Test
    void every_kind_of_command_is_in_the_table() {
        Set<String> sent = Arrays.stream(Order.values()).map(Order::kind).collect(Collectors.toSet());
        assertThat(sent)
                .isEqualTo(Arrays.stream(RolloutCommand.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toSet()));
    }

    @Test
    void the_page_shows_the_table() throws IOException {
        String page = StateMachinePage.render(TABLE);
        if (Boolean.getBoolean("towpath.rewrite")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page);
    }

    private static String answer(Situation situation, Order order) {
        Journey journey = situation.journey();
        Decision<RolloutEvent> decision = order.sendTo(journey);
        String words = Answers.words(decision);
        return decision instanceof Accepted<RolloutEvent>
                ? StateName.of((Submitted) journey.state()).wireName() + ": " + words
                : words;
    }
}
