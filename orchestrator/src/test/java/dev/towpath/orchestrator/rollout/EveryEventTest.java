package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.event.RolloutEvent;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is commanded in whichever situation: what was recorded gives the state that lived. */
class EveryEventTest {
    @Test
    void every_event_is_folded_by_some_history() {
        Set<Class<?>> seen = new HashSet<>();
        for (Situation situation : Situation.values()) {
            for (Order order : Order.values()) {
                Journey journey = situation.journey();
                order.sendTo(journey);
                journey.events().forEach(event -> seen.add(event.getClass()));
                assertThat(journey.folded()).isEqualTo(journey.state());
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Permitted.by(RolloutEvent.class));
    }
}
